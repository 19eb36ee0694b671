using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The formula of <see cref="ClippedPGLossFn"/>, its derivative and its metrics, in one pass over a row's tokens.</summary>
/// <remarks>
/// A row is taken in strips that stay in the first-level cache. Of each strip first all powers of e are taken
/// (<see cref="SweepPowers{E, X, S, V}"/>), then the sums added up and the derivative written
/// (<see cref="SweepTerms{K, E, S, V}"/>): short loops, whose numbers fit into a processor's registers, where those of the
/// whole formula do not, and of which it has several tokens under way at once.
/// </remarks>
internal static unsafe class ClippedPGSweep<E, X, S, V>
    where E : IElements<V>
    where X : struct, INaturalExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    // Bytes of a line of the cache: a vector that lies in two is written twice.
    private const int Line = 64;

    /// <summary>Sweeps over a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="count">How many tokens it has.</param>
    /// <param name="config">The configuration of the loss.</param>
    /// <param name="sums">Where to add.</param>
    [SkipLocalsInit]
    public static void Sweep(in SweepTokens row, int count, ClippedPGLossConfig config, ref SweepSums sums)
    {
        var rest = count % S.Count;
        Strips(row, count - rest, config, ref sums);
        if (rest == 0)
            return;
        var room = stackalloc byte[SweepRest.Size];
        var copy = new SweepRest(in row, (long)(count - rest) * E.Size, (long)rest * E.Size, room);
        Strips(copy.Filled(), S.Count, config, ref sums);
        copy.TakeGradient();
    }

    // Whole vectors.
    [SkipLocalsInit]
    private static void Strips(in SweepTokens row, int count, ClippedPGLossConfig config, ref SweepSums sums)
    {
        var stack = stackalloc byte[SweepStrip<V>.Size + Line];
        var room = stack + Line - (nint)stack % Line;
        var end = (long)count * E.Size;
        for (var at = 0L; at < end;)
        {
            var strip = new SweepStrip<V>(room, (int)Math.Min(SweepStrip<V>.Longest, (end - at) / sizeof(V)));
            if (SweepPowers<E, X, S, V>.OfPlain(row, at, strip, diverges: config.ReferencePolicyKlPenalty != 0))
            {
                Add<PlainStrip>(row, at, strip, config, ref sums);
            }
            else
            {
                SweepPowers<E, X, S, V>.OfAny(row, at, strip);
                Add<AnyStrip>(row, at, strip, config, ref sums);
            }

            at += strip.Bytes;
        }
    }

    private static void Add<K>(in SweepTokens row, long at, SweepStrip<V> strip, ClippedPGLossConfig config, ref SweepSums sums)
        where K : IStripKind
    {
        SweepTerms<K, E, S, V>.Surrogate(row, at, strip, config, ref sums);
        SweepTerms<K, E, S, V>.Diverge(row, at, strip, config, ref sums);
    }
}
