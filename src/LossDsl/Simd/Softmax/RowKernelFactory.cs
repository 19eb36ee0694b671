using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using OneBFloat16 = LossDsl.ScalarSoftmaxLoops<LossDsl.HalfElement<LossDsl.BFloat16<LossDsl.ScalarLanes, float, uint>>, LossDsl.PlatformExponential<float>, LossDsl.ScalarLanes, float>;
using OneDouble = LossDsl.ScalarSoftmaxLoops<LossDsl.DoubleElements, LossDsl.PlatformExponential<double>, LossDsl.DoubleElements, double>;
using OneFloat16 = LossDsl.ScalarSoftmaxLoops<LossDsl.HalfElement<LossDsl.Float16<LossDsl.ScalarLanes, float, uint>>, LossDsl.PlatformExponential<float>, LossDsl.ScalarLanes, float>;
using OneSingle = LossDsl.ScalarSoftmaxLoops<LossDsl.SingleElements<LossDsl.ScalarLanes, float, uint>, LossDsl.PlatformExponential<float>, LossDsl.ScalarLanes, float>;

namespace LossDsl;

/// <summary>Creates the row kernels by element type and vector width.</summary>
internal static class RowKernelFactory
{
    /// <summary>The widest vector of this processor in bits; 0 without vector hardware.</summary>
    public static int MaxVectorBits { get; } =
        Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? 512
        : Avx2.IsSupported ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>The kernel for an element type, with the widest vectors of this processor.</summary>
    public static RowKernel Create(ScalarType type) => Create(type, MaxVectorBits);

    /// <summary>The kernel for a given vector width in bits. The runtime emulates widths that the processor lacks.</summary>
    public static RowKernel Create(ScalarType type, int width) => width switch
    {
        512 when Avx512Exponential.IsSupported => Create<Avx512Exponential, Lanes512, Vector512<float>, Vector512<uint>>(type),
        512 => Quick<Lanes512, Vector512<float>, Vector512<uint>>(type),
        256 => Quick<Lanes256, Vector256<float>, Vector256<uint>>(type),
        128 => Quick<Lanes128, Vector128<float>, Vector128<uint>>(type),
        _ => Create<OneSingle, OneBFloat16, OneFloat16>(type),
    };

    private static RowKernel Quick<TLanes, TVector, TBits>(ScalarType type)
        where TLanes : IVectorLanes<TVector, TBits>
        where TVector : unmanaged
        where TBits : unmanaged => Create<FastExponential<TLanes, TVector, TBits>, TLanes, TVector, TBits>(type);

    private static RowKernel Create<TExp, TLanes, TVector, TBits>(ScalarType type)
        where TExp : struct, IExponential<TExp, TVector>
        where TLanes : ILanes<TVector, TBits>
        where TVector : unmanaged
        where TBits : unmanaged => Create<
            SoftmaxLoops<SinglePairs<TLanes, TVector, TBits>, TExp, TLanes, TVector>,
            SoftmaxLoops<HalfPairs<BFloat16<TLanes, TVector, TBits>, TLanes, TVector, TBits>, TExp, TLanes, TVector>,
            SoftmaxLoops<HalfPairs<Float16<TLanes, TVector, TBits>, TLanes, TVector, TBits>, TExp, TLanes, TVector>>(type);

    private static RowKernel Create<TSingle, TBFloat16, TFloat16>(ScalarType type)
        where TSingle : ISoftmaxLoops
        where TBFloat16 : ISoftmaxLoops
        where TFloat16 : ISoftmaxLoops => type switch
    {
        ScalarType.Float32 => new RowKernel<TSingle, OneSingle>(),
        ScalarType.BFloat16 => new RowKernel<TBFloat16, OneBFloat16>(),
        ScalarType.Float16 => new RowKernel<TFloat16, OneFloat16>(),
        ScalarType.Float64 => new RowKernel<OneDouble, OneDouble>(),
        _ => throw new ArgumentException($"Logits are floating-point numbers, not {type}.", nameof(type)),
    };
}
