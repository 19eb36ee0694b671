using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// Allocates tensors of the size of logits in huge pages of 2 MB where Linux supports them: page faults of 4 KB pages take several
/// times as long as writing to the memory.
/// </summary>
/// <remarks>
/// libtorch maps memory of this size anew for each tensor and does not touch it, so no page exists before the advice is given.
/// The kernel still has to zero huge pages, which takes longer than writing the gradient: for 131 MB 19 ms, compared to 54 to 68 ms
/// with small pages, and to 7 ms where memory is reused (<see cref="GradientBuffer"/>).
/// </remarks>
internal static unsafe partial class HugePages
{
    private const nint Page = 2 << 20;

    // MADV_HUGEPAGE
    private const int MadviseHugePage = 14;

    /// <summary>Allocates an uninitialized tensor.</summary>
    public static Tensor Empty(long[] shape, ScalarType dtype, Device? device = null)
    {
        var fresh = empty(shape, dtype: dtype, device: device);
        if (!OperatingSystem.IsLinux() || fresh.device_type != DeviceType.CPU)
            return fresh;
        // Only pages that lie completely inside the tensor: the remaining memory of a page may belong to something else.
        var first = (nint)TensorMemory.GetPointer(fresh);
        var begin = (first + Page - 1) / Page * Page;
        var length = (first + (nint)(fresh.numel() * fresh.ElementSize) - begin) / Page * Page;
        if (length > 0)
            Ask(begin, length);
        return fresh;
    }

    // The result is ignored: without huge pages the memory works as well.
    private static void Ask(nint begin, nint length)
    {
        try
        {
            _ = Advise(begin, (nuint)length, MadviseHugePage);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // The system has no madvise.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint begin, nuint length, int advice);
}
