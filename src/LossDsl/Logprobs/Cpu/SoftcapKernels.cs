using System.Runtime.Intrinsics;
using OneDouble = LossDsl.SoftcapPasses<LossDsl.DoubleElements, LossDsl.PlatformExponential<double>, LossDsl.PlatformTangent, LossDsl.DoubleElements, double>;
using OneSingle = LossDsl.SoftcapPasses<LossDsl.SingleElements<LossDsl.LanesOne, float, uint>, LossDsl.PlatformExponential<float>, LossDsl.PreciseTangent<LossDsl.PreciseExponential<LossDsl.LanesOne, float, uint>, LossDsl.LanesOne, float>, LossDsl.LanesOne, float>;

namespace LossDsl;

/// <summary>The kernels for bounded logits, by type and width of vector.</summary>
internal static class SoftcapKernels
{
    /// <summary>The kernel for logits of a type: float32 or float64, in which half-precision logits are computed with as well.</summary>
    public static SoftcapKernel For(ScalarType type) => For(type, RowKernels.Widest);

    /// <summary>The kernel of a chosen width in bits. The runtime emulates what the processor lacks.</summary>
    public static SoftcapKernel For(ScalarType type, int width) => type switch
    {
        ScalarType.Float64 => new SoftcapKernel<OneDouble, OneDouble, double>(),
        ScalarType.Float32 => width switch
        {
            512 => Wide<Lanes512, Vector512<float>, Vector512<uint>>(),
            256 => Wide<Lanes256, Vector256<float>, Vector256<uint>>(),
            128 => Wide<Lanes128, Vector128<float>, Vector128<uint>>(),
            _ => new SoftcapKernel<OneSingle, OneSingle, float>(),
        },
        _ => throw new ArgumentException($"Logits are bounded in float32 or float64, not {type}.", nameof(type)),
    };

    private static SoftcapKernel Wide<S, V, U>()
        where S : IVectorLanes<V, U>
        where V : unmanaged
        where U : unmanaged => new SoftcapKernel<
            SoftcapPasses<SingleElements<S, V, U>, QuickExponential<S, V, U>, PreciseTangent<PreciseExponential<S, V, U>, S, V>, S, V>,
            OneSingle, float>();
}
