using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The exponents of a strip of tokens, and e to their power.</summary>
internal static unsafe class SweepExponents<E, X, S, V>
    where E : IElements<V>
    where X : struct, IExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    /// <summary>Gathers the exponents. What is absent is 0, whatever stands there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(in SweepTokens row, int from, int count, SweepExponentials<V> into)
    {
        var at = (long)from * E.Size;
        byte* tokens = row.Tokens + at, weights = row.Weights + at, current = row.Current + at;
        byte* previous = row.Previous + at, generation = row.Generation + at, reference = row.Reference + at;
        V* ratio = into.Ratio, divergence = into.Divergence, importance = into.Importance, onPolicy = into.OnPolicy, error = into.Error;
        var (zero, infinity) = (S.All(0), S.All(double.PositiveInfinity));
        for (var i = 0; i < count; i++)
        {
            var step = (long)i * S.Count * E.Size;
            var absent = S.Equal(E.Load(tokens + step), zero);
            var y = S.Select(absent, zero, E.Load(current + step));
            var old = S.Select(absent, zero, E.Load(previous + step));
            // What the engine gives that is not finite shows in the metrics that watch it, absent or not.
            var raw = E.Load(generation + step);
            var engine = S.Select(S.And(absent, S.Greater(infinity, SweepTerms<E, S, V>.Magnitude(raw))), zero, raw);

            ratio[i] = S.Subtract(y, old);
            divergence[i] = S.Subtract(S.Select(absent, zero, E.Load(reference + step)), y);
            importance[i] = S.Subtract(old, engine);
            onPolicy[i] = S.Subtract(y, engine);
            error[i] = S.Multiply(SweepTerms<E, S, V>.Magnitude(S.Subtract(engine, old)), E.Load(weights + step));
        }
    }

    /// <summary>Raises e to those that the loss uses.</summary>
    public static void Raise(SweepExponentials<V> strip, int count, ClippedPGLossConfig config)
    {
        if (!config.DisablePpoRatio)
            Raise(strip.Ratio, count);
        if (config.ReferencePolicyKlPenalty != 0)
            Raise(strip.Divergence, count);
        Raise(strip.Importance, count);
        Raise(strip.OnPolicy, count);
        Raise(strip.Error, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Raise(V* x, int count)
    {
        var exp = X.From(0);
        for (var end = x + count; x < end; x++)
            *x = exp.End(exp.Begin(*x));
    }
}
