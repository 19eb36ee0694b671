using LossDsl.Build;

namespace LossDsl.Cli.Doctor;

/// <summary>Whether TorchSharp's native library loads with the C++ library of this system.</summary>
/// <param name="CanLoad">False if it certainly does not load.</param>
/// <param name="Text">The status and its reason.</param>
internal sealed record NativeLibraryStatus(bool CanLoad, string Text)
{
    private const string File = "libLibTorchSharp.so";

    /// <summary>The status of the library that this program uses.</summary>
    public static NativeLibraryStatus CheckInstalled() => OperatingSystem.IsLinux()
        ? Check(FindNativeFile(File), LoadedLibstdcxx() ?? SystemLibstdcxx.Find())
        : new NativeLibraryStatus(CanLoad: true, "as TorchSharp ships it");

    /// <summary>The status of a library.</summary>
    /// <param name="library">TorchSharp's native library; null if it is not found.</param>
    /// <param name="libstdcxx">The C++ library; null if it is not found.</param>
    public static NativeLibraryStatus Check(string? library, string? libstdcxx)
    {
        if (library is null)
            return new NativeLibraryStatus(CanLoad: true, $"{File} is not beside this program");
        if (libstdcxx is null)
            return new NativeLibraryStatus(CanLoad: true, $"{library}, not checked: no libstdc++.so.6 was found");
        try
        {
            return CheckVersions(ReadRequiredVersions(library), libstdcxx);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new NativeLibraryStatus(CanLoad: true, $"{library}, not checked: {error.Message}");
        }
    }

    /// <summary>The path of a native library in the program's native search directories; null if it is not found.</summary>
    /// <param name="name">The file name.</param>
    public static string? FindNativeFile(string name) => ((AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string) ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append(AppContext.BaseDirectory)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(System.IO.File.Exists);

    private static NativeLibraryStatus CheckVersions(IReadOnlyList<(string Name, bool IsWeak)> needed, string libstdcxx)
    {
        var absent = needed.Where(version => !SystemLibstdcxx.Defines(libstdcxx, version.Name)).ToList();
        if (absent.FirstOrDefault(version => !version.IsWeak) is { Name: { } missing })
            return new NativeLibraryStatus(CanLoad: false,
                $"does not load: it needs {missing}, which {libstdcxx} lacks; built with -p:LossDslPatchLibTorchSharp=true "
                + "a program gets a patched copy (docs/older-linux.md)");
        if (needed.FirstOrDefault(version => version.IsWeak) is not { Name: { } spared })
            return new NativeLibraryStatus(CanLoad: true, $"as TorchSharp ships it; {libstdcxx} has all that it needs");
        return new NativeLibraryStatus(CanLoad: true,
            $"a patched copy that does without {spared}, which {libstdcxx} {(absent.Count > 0 ? "lacks" : "has: the original would load, too")}");
    }

    // Selects the versions of the C++ library, by their prefixes.
    private static List<(string Name, bool IsWeak)> ReadRequiredVersions(string library) => [.. ElfVersionRequirements.Read(library).Where(version =>
        version.Name.StartsWith("GLIBCXX_", StringComparison.Ordinal) || version.Name.StartsWith("CXXABI_", StringComparison.Ordinal))];

    // .NET itself has loaded the C++ library, from whichever path.
    private static string? LoadedLibstdcxx() => System.IO.File.ReadLines("/proc/self/maps")
        .Select(line => line[(line.LastIndexOf(' ') + 1)..])
        .FirstOrDefault(path => Path.GetFileName(path).StartsWith("libstdc++.so", StringComparison.Ordinal));
}
