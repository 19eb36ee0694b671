using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using OneBFloat16 = LossDsl.SinglePasses<LossDsl.HalfElement<LossDsl.BFloat16<LossDsl.LanesOne, float, uint>>, LossDsl.PlatformExponential<float>, LossDsl.LanesOne, float>;
using OneDouble = LossDsl.SinglePasses<LossDsl.DoubleElements, LossDsl.PlatformExponential<double>, LossDsl.DoubleElements, double>;
using OneFloat16 = LossDsl.SinglePasses<LossDsl.HalfElement<LossDsl.Float16<LossDsl.LanesOne, float, uint>>, LossDsl.PlatformExponential<float>, LossDsl.LanesOne, float>;
using OneSingle = LossDsl.SinglePasses<LossDsl.SingleElements<LossDsl.LanesOne, float, uint>, LossDsl.PlatformExponential<float>, LossDsl.LanesOne, float>;

namespace LossDsl;

/// <summary>The kernels, by type of logits and width of vector.</summary>
internal static class RowKernels
{
    /// <summary>Bits of the widest vector that this processor has in hardware; 0 where it has none.</summary>
    public static int Widest { get; } =
        Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? 512
        : Avx2.IsSupported ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>The kernel for logits of a type.</summary>
    public static RowKernel For(ScalarType type) => For(type, Widest);

    /// <summary>The kernel of a chosen width in bits. The runtime emulates what the processor lacks.</summary>
    public static RowKernel For(ScalarType type, int width) => width switch
    {
        512 => Quick<Lanes512, Vector512<float>, Vector512<uint>>(type),
        256 => Quick<Lanes256, Vector256<float>, Vector256<uint>>(type),
        128 => Quick<Lanes128, Vector128<float>, Vector128<uint>>(type),
        _ => For<OneSingle, OneBFloat16, OneFloat16>(type),
    };

    private static RowKernel Quick<S, V, U>(ScalarType type)
        where S : IVectorLanes<V, U>
        where V : unmanaged
        where U : unmanaged => For<QuickExponential<S, V, U>, S, V, U>(type);

    private static RowKernel For<X, S, V, U>(ScalarType type)
        where X : struct, IExponential<X, V>
        where S : ILanes<V, U>
        where V : unmanaged
        where U : unmanaged => For<
            Passes<SinglePairs<S, V, U>, X, S, V>,
            Passes<HalfPairs<BFloat16<S, V, U>, S, V, U>, X, S, V>,
            Passes<HalfPairs<Float16<S, V, U>, S, V, U>, X, S, V>>(type);

    private static RowKernel For<TSingle, TBFloat16, TFloat16>(ScalarType type)
        where TSingle : IPasses
        where TBFloat16 : IPasses
        where TFloat16 : IPasses => type switch
    {
        ScalarType.Float32 => new RowKernel<TSingle, OneSingle>(),
        ScalarType.BFloat16 => new RowKernel<TBFloat16, OneBFloat16>(),
        ScalarType.Float16 => new RowKernel<TFloat16, OneFloat16>(),
        ScalarType.Float64 => new RowKernel<OneDouble, OneDouble>(),
        _ => throw new ArgumentException($"Logits are floating-point numbers, not {type}.", nameof(type)),
    };
}
