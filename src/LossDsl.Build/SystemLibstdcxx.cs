using System.Runtime.InteropServices;
using System.Text;

namespace LossDsl.Build;

/// <summary>The C++ library of the build machine, which usually also runs the built program.</summary>
internal static class SystemLibstdcxx
{
    private static readonly string[] _folders =
    [
        "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu",
        "/usr/lib64", "/lib64", "/usr/lib", "/lib",
    ];

    /// <summary>The path of the library; null if it is not found (not on Linux, or at an unusual path).</summary>
    public static string? Find() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
            ? _folders.Select(folder => $"{folder}/libstdc++.so.6").FirstOrDefault(File.Exists)
            : null;

    /// <summary>Whether a library defines a symbol version.</summary>
    public static bool Defines(string library, string version)
    {
        // The version's name is zero-terminated in the library's string table. Decoding as Latin-1 preserves every byte.
        var contents = Encoding.GetEncoding("iso-8859-1").GetString(File.ReadAllBytes(library));
        return contents.IndexOf(version + "\0", StringComparison.Ordinal) >= 0;
    }
}
