using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The formula of <see cref="ClippedPGLossFn"/>, its derivative and its metrics, in one pass over a row's tokens.</summary>
/// <remarks>
/// A row is taken in strips that stay in the first-level cache. Of each strip first all exponents are gathered, then all
/// exponentials taken (<see cref="SweepExponents{E, X, S, V}"/>), then the sums added up and the derivative written
/// (<see cref="SweepTerms{E, S, V}"/>): short loops, whose numbers fit into a processor's registers, where those of the
/// whole formula do not.
/// </remarks>
internal readonly unsafe struct ClippedPGSweep<E, X, S, V> : ISweep
    where E : IElements<V>
    where X : struct, INaturalExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    // Bytes of a line of the cache: a vector that lies in two is written twice.
    private const int Line = 64;

    [SkipLocalsInit]
    public static int Sweep(in SweepTokens row, int from, int to, ClippedPGLossConfig config, ref SweepSums sums)
    {
        var stack = stackalloc byte[SweepStrip<V>.Size + Line];
        var room = stack + Line - (nint)stack % Line;
        while (to - from >= S.Count)
        {
            var strip = new SweepStrip<V>(room, Math.Min(SweepStrip<V>.Longest, (to - from) / S.Count));
            var at = (long)from * E.Size;
            SweepExponents<E, X, S, V>.Gather(row, at, strip);
            SweepExponents<E, X, S, V>.Raise(strip, config);
            SweepTerms<E, S, V>.Watch(strip, ref sums);
            SweepTerms<E, S, V>.Surrogate(row, at, strip, config, ref sums);
            if (config.ReferencePolicyKlPenalty != 0)
                SweepTerms<E, S, V>.Diverge(row, at, strip, config, ref sums);
            from += (int)(strip.Bytes / E.Size);
        }

        return from;
    }
}
