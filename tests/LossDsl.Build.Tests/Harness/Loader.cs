using System.Runtime.InteropServices;

namespace LossDsl.Build.Tests.Harness;

/// <summary>Loads a copy of TorchSharp's native library with the libtorch of this program.</summary>
internal static class Loader
{
    /// <summary>
    /// Whether the system's C++ library has the version that TorchSharp needs; null on systems other than Linux x64.
    /// </summary>
    public static bool? SystemIsNewEnough { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64 && SystemLibstdcxx.Find() is { } library
            ? SystemLibstdcxx.Defines(library, LibstdcxxPatch.Version)
            : null;

    /// <summary>Loads the dependencies of the library, which the loader then finds by name.</summary>
    public static void LoadLibtorch()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");
        foreach (var name in (string[])["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"])
            NativeLibrary.Load(Path.Combine(folder, name));
    }

    /// <summary>Calls libtorch through the library: returns its number of threads.</summary>
    public static unsafe int Threads(string library)
    {
        var loaded = NativeLibrary.Load(library);
        return ((delegate* unmanaged<int>)NativeLibrary.GetExport(loaded, "THSTorch_get_num_threads"))();
    }
}
