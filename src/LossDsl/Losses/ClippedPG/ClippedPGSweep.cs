namespace LossDsl;

/// <summary>The formula of <see cref="ClippedPGLossFn"/>, its derivative and its metrics, in one pass over a row's tokens.</summary>
/// <remarks>
/// A row is taken in strips that stay in the first-level cache. Of each strip first all exponents are gathered
/// (<see cref="SweepExponents{E, X, S, V}"/>), then all exponentials taken, then the sums added up and the derivative
/// written (<see cref="SweepTerms{E, S, V}"/>): short loops, whose numbers fit into a processor's registers, where those
/// of the whole formula do not.
/// </remarks>
internal readonly unsafe struct ClippedPGSweep<E, X, S, V> : ISweep
    where E : IElements<V>
    where X : struct, IExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    // Vectors in a strip. As many are added in their own precision before the sums go on in double.
    private const int Strip = 32;

    public static int Sweep(in SweepTokens row, int from, int to, ClippedPGLossConfig config, ref SweepSums sums)
    {
        var all = stackalloc V[SweepExponentials<V>.Kinds * Strip];
        var exponentials = new SweepExponentials<V>(all, Strip);
        var terms = new SweepTerms<E, S, V>(row, config);
        while (to - from >= S.Count)
        {
            var count = Math.Min(Strip, (to - from) / S.Count);
            SweepExponents<E, X, S, V>.Gather(row, from, count, exponentials);
            SweepExponents<E, X, S, V>.Raise(exponentials, count, config);
            terms.Add(from, count, exponentials, ref sums);
            from += count * S.Count;
        }

        return from;
    }
}
