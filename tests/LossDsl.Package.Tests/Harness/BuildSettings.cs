using System.Reflection;

namespace LossDsl.Package.Tests.Harness;

/// <summary>The build settings of this repository, with which packages are packed without building again.</summary>
internal static class BuildSettings
{
    public static string RepositoryRoot { get; } = Value(nameof(RepositoryRoot));

    public static string ArtifactsPath { get; } = Value(nameof(ArtifactsPath));

    public static string TorchBackend { get; } = Value(nameof(TorchBackend));

    public static string Configuration { get; } = Value(nameof(Configuration));

    public static string Version { get; } = Value(nameof(Version));

    /// <summary>The package folders that this repository was restored with.</summary>
    public static IReadOnlyList<string> PackageFolders { get; } = Value(nameof(PackageFolders)).Split(';', StringSplitOptions.RemoveEmptyEntries);

    private static string Value(string key) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
