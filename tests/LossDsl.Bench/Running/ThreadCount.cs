using System.Runtime.InteropServices;

namespace LossDsl.Bench;

/// <summary>How many threads a contender in this process may use.</summary>
internal static unsafe class ThreadCount
{
    private static readonly delegate* unmanaged<int, void> Blas = Find();

    /// <summary>What is measured: one thread, and all that there are.</summary>
    public static IReadOnlyList<int> All { get; } = Environment.ProcessorCount > 1 ? [1, Environment.ProcessorCount] : [1];

    /// <summary>Sets it, for torch and, where torch multiplies matrices with it, for OpenBLAS, which torch does not tell.</summary>
    public static void Set(int threads)
    {
        set_num_threads(threads);
        if (Blas is not null)
            Blas(threads);
    }

    private static delegate* unmanaged<int, void> Find() =>
        OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad("libopenblas.so.0", out var library)
        && NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out var address)
            ? (delegate* unmanaged<int, void>)address
            : null;
}
