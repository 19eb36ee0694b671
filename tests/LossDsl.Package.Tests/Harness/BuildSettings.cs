using System.Reflection;

namespace LossDsl.Package.Tests.Harness;

/// <summary>How this repository was built, so that packing can go on from there.</summary>
internal static class BuildSettings
{
    public static string RepositoryRoot { get; } = Value(nameof(RepositoryRoot));

    public static string ArtifactsPath { get; } = Value(nameof(ArtifactsPath));

    public static string TorchBackend { get; } = Value(nameof(TorchBackend));

    public static string Configuration { get; } = Value(nameof(Configuration));

    public static string Version { get; } = Value(nameof(Version));

    /// <summary>Where the packages lie that this repository was restored with.</summary>
    public static IReadOnlyList<string> PackageFolders { get; } = Value(nameof(PackageFolders)).Split(';', StringSplitOptions.RemoveEmptyEntries);

    private static string Value(string key) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
