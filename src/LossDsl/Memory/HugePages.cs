using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// New memory as large as logits, in pages of 2 MB where Linux has them: to make pages of 4 KB one by one takes several
/// times as long as to write to them.
/// </summary>
/// <remarks>
/// libtorch maps memory of that size anew for each tensor and does not touch it, so that no page is made before this asks.
/// Large pages still have to be zeroed by the kernel, which takes longer than to write the gradient: 131 MB take 19 ms, in
/// small pages 54 to 68 ms, and 7 ms where the memory is used again (<see cref="GradientBuffer"/>).
/// </remarks>
internal static unsafe partial class HugePages
{
    private const nint Page = 2 << 20;

    // MADV_HUGEPAGE
    private const int MadviseHugePage = 14;

    /// <summary>A tensor whose elements are still to be written.</summary>
    public static Tensor Empty(long[] shape, ScalarType dtype, Device? device = null)
    {
        var fresh = empty(shape, dtype: dtype, device: device);
        if (!OperatingSystem.IsLinux() || fresh.device_type != DeviceType.CPU)
            return fresh;
        // Whole pages alone: what lies beside the tensor is not ours.
        var first = (nint)TensorMemory.GetPointer(fresh);
        var begin = (first + Page - 1) / Page * Page;
        var length = (first + (nint)(fresh.numel() * fresh.ElementSize) - begin) / Page * Page;
        if (length > 0)
            Ask(begin, length);
        return fresh;
    }

    // It is advice: where nobody takes it, all is as it was.
    private static void Ask(nint begin, nint length)
    {
        try
        {
            _ = Advise(begin, (nuint)length, MadviseHugePage);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without that function has pages of its own.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint begin, nuint length, int advice);
}
