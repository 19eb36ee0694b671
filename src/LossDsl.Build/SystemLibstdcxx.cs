using System.Runtime.InteropServices;
using System.Text;

namespace LossDsl.Build;

/// <summary>The C++ library of the system that builds, which is usually the one that runs what was built.</summary>
internal static class SystemLibstdcxx
{
    private static readonly string[] _folders =
    [
        "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu",
        "/usr/lib64", "/lib64", "/usr/lib", "/lib",
    ];

    /// <summary>The path of the library, or null where there is none (another system than Linux, or a place of its own).</summary>
    public static string? Find() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
            ? _folders.Select(folder => $"{folder}/libstdc++.so.6").FirstOrDefault(File.Exists)
            : null;

    /// <summary>Whether the library defines a version of its symbols.</summary>
    public static bool Defines(string library, string version)
    {
        // The name of a version stands in the library's string table, ended by a zero. Latin-1 keeps every byte.
        var contents = Encoding.GetEncoding("iso-8859-1").GetString(File.ReadAllBytes(library));
        return contents.IndexOf(version + "\0", StringComparison.Ordinal) >= 0;
    }
}
