using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// MPI operations for maximum and minimum that propagate NaN, as torch does. MPI's own operations may lose a NaN, possibly
/// on some ranks only.
/// </summary>
internal sealed unsafe class NanPropagatingMinMax(MpiLibrary library)
{
    public nint MaxSingle { get; } = Make(library, &OfSinglesMax);

    public nint MinSingle { get; } = Make(library, &OfSinglesMin);

    public nint MaxDouble { get; } = Make(library, &OfDoublesMax);

    public nint MinDouble { get; } = Make(library, &OfDoublesMin);

    private static nint Make(MpiLibrary library, delegate* unmanaged[Cdecl]<byte*, byte*, int*, nint*, void> combine)
    {
        const int isCommutative = 1;
        nint operation = 0;
        library.Check(library.CreateOperation((nint)combine, isCommutative, &operation), "MPI_Op_create");
        return operation;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OfSinglesMax(byte* part, byte* total, int* count, nint* type) =>
        WireType.Reduce<float>(ReduceOp.Max, Numbers(part, *count, sizeof(float)), Numbers(total, *count, sizeof(float)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OfSinglesMin(byte* part, byte* total, int* count, nint* type) =>
        WireType.Reduce<float>(ReduceOp.Min, Numbers(part, *count, sizeof(float)), Numbers(total, *count, sizeof(float)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OfDoublesMax(byte* part, byte* total, int* count, nint* type) =>
        WireType.Reduce<double>(ReduceOp.Max, Numbers(part, *count, sizeof(double)), Numbers(total, *count, sizeof(double)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OfDoublesMin(byte* part, byte* total, int* count, nint* type) =>
        WireType.Reduce<double>(ReduceOp.Min, Numbers(part, *count, sizeof(double)), Numbers(total, *count, sizeof(double)));

    private static Span<byte> Numbers(byte* first, int count, int bytes) => new(first, checked(count * bytes));
}
