using System.Runtime.Intrinsics;
using OneDouble = LossDsl.SoftcapLoops<LossDsl.DoubleElements, LossDsl.PlatformExponential<double>, LossDsl.PlatformTanh, LossDsl.DoubleElements, double>;
using OneSingle = LossDsl.SoftcapLoops<LossDsl.SingleElements<LossDsl.ScalarLanes, float, uint>, LossDsl.PlatformExponential<float>, LossDsl.PreciseTanh<LossDsl.PreciseExponential<LossDsl.ScalarLanes, float, uint>, LossDsl.ScalarLanes, float>, LossDsl.ScalarLanes, float>;

namespace LossDsl;

/// <summary>Creates the softcap kernels by element type and vector width.</summary>
internal static class SoftcapKernelFactory
{
    /// <summary>
    /// The kernel for float32 or float64 logits, with the best width of this processor. Half-precision logits are computed in float32.
    /// </summary>
    public static SoftcapKernel Create(ScalarType type) => Create(type, RowKernelFactory.MaxVectorBits);

    /// <summary>The kernel for a given vector width in bits. The runtime emulates widths that the processor lacks.</summary>
    public static SoftcapKernel Create(ScalarType type, int width) => type switch
    {
        ScalarType.Float64 => new SoftcapKernel<OneDouble, OneDouble, double>(),
        ScalarType.Float32 => width switch
        {
            512 when Avx512Exponential.IsSupported => Wide<Avx512Exponential, Lanes512, Vector512<float>, Vector512<uint>>(),
            512 => Wide<FastExponential<Lanes512, Vector512<float>, Vector512<uint>>, Lanes512, Vector512<float>, Vector512<uint>>(),
            256 => Wide<FastExponential<Lanes256, Vector256<float>, Vector256<uint>>, Lanes256, Vector256<float>, Vector256<uint>>(),
            128 => Wide<FastExponential<Lanes128, Vector128<float>, Vector128<uint>>, Lanes128, Vector128<float>, Vector128<uint>>(),
            _ => new SoftcapKernel<OneSingle, OneSingle, float>(),
        },
        _ => throw new ArgumentException($"Logits are bounded in float32 or float64, not {type}.", nameof(type)),
    };

    private static SoftcapKernel Wide<TExp, TLanes, TVector, TBits>()
        where TExp : struct, IExponential<TExp, TVector>
        where TLanes : ILanes<TVector, TBits>
        where TVector : unmanaged
        where TBits : unmanaged => new SoftcapKernel<
            SoftcapLoops<SingleElements<TLanes, TVector, TBits>, TExp, PreciseTanh<PreciseExponential<TLanes, TVector, TBits>, TLanes, TVector>, TLanes, TVector>,
            OneSingle, float>();
}
