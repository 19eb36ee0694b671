using System.Runtime.CompilerServices;

namespace LossDsl.Launcher.Tests;

/// <summary>The repository that these tests belong to.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
