using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>The kernels, by type of logits and width of vector.</summary>
internal static class RowKernels
{
    /// <summary>Bits of the widest vector that this processor has in hardware; 0 where it has none.</summary>
    public static int Widest { get; } =
        Avx512DQ.IsSupported && Vector512.IsHardwareAccelerated ? 512
        : Avx2.IsSupported ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>The kernel for logits of a type.</summary>
    public static RowKernel For(ScalarType type) => For(type, Widest);

    /// <summary>The kernel of a chosen width in bits. The runtime emulates what the processor lacks.</summary>
    public static RowKernel For(ScalarType type, int width) => width switch
    {
        512 => For<Lanes512, Vector512<float>, Vector512<uint>>(type),
        256 => For<Lanes256, Vector256<float>, Vector256<uint>>(type),
        128 => For<Lanes128, Vector128<float>, Vector128<uint>>(type),
        _ => For<LanesOne, float, uint>(type),
    };

    private static RowKernel For<S, V, U>(ScalarType type)
        where S : ILanes<V, U>
        where V : unmanaged
        where U : unmanaged => type switch
    {
        ScalarType.Float32 => new RowKernel<
            Passes<SingleElements<S, V, U>, S, V>,
            Passes<SingleElements<LanesOne, float, uint>, LanesOne, float>>(),
        ScalarType.BFloat16 => new RowKernel<
            AlternatePasses<
                Passes<BFloat16Elements<S, V, U, LowerWords<S, V, U>>, S, V>,
                Passes<BFloat16Elements<S, V, U, UpperWords<S, V, U>>, S, V>>,
            Passes<BFloat16Elements<LanesOne, float, uint, HalfWord>, LanesOne, float>>(),
        ScalarType.Float16 => new RowKernel<
            AlternatePasses<
                Passes<HalfElements<S, V, U, LowerWords<S, V, U>>, S, V>,
                Passes<HalfElements<S, V, U, UpperWords<S, V, U>>, S, V>>,
            Passes<HalfElements<LanesOne, float, uint, HalfWord>, LanesOne, float>>(),
        ScalarType.Float64 => new RowKernel<
            Passes<DoubleElements, DoubleElements, double>,
            Passes<DoubleElements, DoubleElements, double>>(),
        _ => throw new ArgumentException($"Logits are floating-point numbers, not {type}.", nameof(type)),
    };
}
