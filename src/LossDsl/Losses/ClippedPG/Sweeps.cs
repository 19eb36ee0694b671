using System.Runtime.Intrinsics;

namespace LossDsl;

/// <summary>The sweeps over a row, by type and width of vector.</summary>
internal static class Sweeps
{
    /// <summary>Sweeps over the first tokens of a row.</summary>
    public delegate void Row(in SweepTokens row, int count, ClippedPGLossConfig config, ref SweepSums sums);

    /// <summary>The sweep for float32 or float64 and a width in bits.</summary>
    public static Row For(ScalarType dtype, int width) => (dtype, width) switch
    {
        (ScalarType.Float64, _) => ClippedPGSweep<DoubleElements, PlatformExponential<double>, DoubleElements, double>.Sweep,
        (_, 512) => Single<Lanes512, Vector512<float>, Vector512<uint>>(),
        (_, 256) => Single<Lanes256, Vector256<float>, Vector256<uint>>(),
        (_, 128) => Single<Lanes128, Vector128<float>, Vector128<uint>>(),
        _ => Single<LanesOne, float, uint>(),
    };

    // The exponential is the same in every width: a token's numbers do not depend on the hardware.
    private static Row Single<S, V, U>()
        where S : ILanes<V, U>
        where V : unmanaged
        where U : unmanaged => ClippedPGSweep<SingleElements<S, V, U>, PreciseExponential<S, V, U>, S, V>.Sweep;
}
