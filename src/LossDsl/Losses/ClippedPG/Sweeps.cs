using System.Runtime.Intrinsics;
using One = LossDsl.ClippedPGSweep<LossDsl.SingleElements<LossDsl.LanesOne, float, uint>, LossDsl.LanesOne, float>;
using OneDouble = LossDsl.ClippedPGSweep<LossDsl.DoubleElements, LossDsl.DoubleElements, double>;

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
        (_, 512) => Both<ClippedPGSweep<SingleElements<Lanes512, Vector512<float>, Vector512<uint>>, Lanes512, Vector512<float>>, One>,
        (_, 256) => Both<ClippedPGSweep<SingleElements<Lanes256, Vector256<float>, Vector256<uint>>, Lanes256, Vector256<float>>, One>,
        (_, 128) => Both<ClippedPGSweep<SingleElements<Lanes128, Vector128<float>, Vector128<uint>>, Lanes128, Vector128<float>>, One>,
        _ => Both<One, One>,
    };

    private static void Both<TWide, TOne>(in SweepTokens row, int count, ClippedPGLossConfig config, ref SweepSums sums)
        where TWide : ISweep
        where TOne : ISweep
    {
        var from = TWide.Sweep(row, 0, count, config, ref sums);
        TOne.Sweep(row, from, count, config, ref sums);
    }
}
