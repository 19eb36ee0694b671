using System.Runtime.Intrinsics;
using One = LossDsl.ClippedPGSweep<LossDsl.SingleElements<LossDsl.LanesOne, float, uint>, LossDsl.PreciseExponential<LossDsl.LanesOne, float, uint>, LossDsl.LanesOne, float>;
using OneDouble = LossDsl.ClippedPGSweep<LossDsl.DoubleElements, LossDsl.PlatformExponential<double>, LossDsl.DoubleElements, double>;

namespace LossDsl;

/// <summary>The sweeps over a row, by type and width of vector.</summary>
internal static class Sweeps
{
    /// <summary>Sweeps the first tokens of a row.</summary>
    public delegate void Row(in SweepTokens row, int count, ClippedPGLossConfig config, ref SweepSums sums);

    /// <summary>The sweep for float32 or float64 and a width in bits.</summary>
    public static Row For(ScalarType dtype, int width) => (dtype, width) switch
    {
        (ScalarType.Float64, _) => Both<OneDouble, OneDouble>,
        (_, 512) => Wide<Lanes512, Vector512<float>, Vector512<uint>>(),
        (_, 256) => Wide<Lanes256, Vector256<float>, Vector256<uint>>(),
        (_, 128) => Wide<Lanes128, Vector128<float>, Vector128<uint>>(),
        _ => Both<One, One>,
    };

    // The exponential is the same in every width: a token's numbers do not depend on where in a row it stands.
    private static Row Wide<S, V, U>()
        where S : ILanes<V, U>
        where V : unmanaged
        where U : unmanaged => Both<ClippedPGSweep<SingleElements<S, V, U>, PreciseExponential<S, V, U>, S, V>, One>;

    private static void Both<TWide, TOne>(in SweepTokens row, int count, ClippedPGLossConfig config, ref SweepSums sums)
        where TWide : ISweep
        where TOne : ISweep
    {
        var from = TWide.Sweep(row, 0, count, config, ref sums);
        TOne.Sweep(row, from, count, config, ref sums);
    }
}
