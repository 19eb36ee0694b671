using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The exponents of a strip of tokens, and e to their power.</summary>
internal static unsafe class SweepExponents<E, X, S, V>
    where E : IElements<V>
    where X : struct, INaturalExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    /// <summary>Gathers the exponents. What is absent is 0, whatever stands there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(in SweepTokens row, long at, SweepStrip<V> strip)
    {
        byte* mask = row.Mask + at, current = row.Current + at, previous = row.Previous + at;
        byte* generation = row.Generation + at, reference = row.Reference + at;
        var (zero, infinity, sample) = (S.All(0), S.All(double.PositiveInfinity), S.All(row.Sample));
        for (var i = 0L; i < strip.Bytes; i += sizeof(V))
        {
            var share = E.Load(mask + i);
            var absent = S.Equal(share, zero);
            // Not multiplied alone: an infinite weight of a row must not turn its absent tokens into 0 * inf.
            var weight = S.Unless(absent, S.Multiply(share, sample));
            var now = S.Unless(absent, E.Load(current + i));
            var old = S.Unless(absent, E.Load(previous + i));
            // What the engine gives that is not finite shows in the metrics that watch it, absent or not.
            var raw = E.Load(generation + i);
            var engine = S.Unless(S.And(absent, S.Greater(infinity, S.Magnitude(raw))), raw);
            var drift = S.Subtract(old, engine);
            var gap = S.Subtract(S.Unless(absent, E.Load(reference + i)), now);

            E.Store(strip.Importance + i, drift);
            E.Store(strip.OnPolicy + i, S.Subtract(now, engine));
            E.Store(strip.Error + i, S.Multiply(S.Magnitude(drift), weight));
            E.Store(strip.Ratio + i, S.Subtract(now, old));
            E.Store(strip.Divergence + i, gap);
            E.Store(strip.Gap + i, gap);
            E.Store(strip.Current + i, now);
            E.Store(strip.Weights + i, weight);
        }
    }

    /// <summary>Raises e to all of them that the loss uses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Raise(SweepStrip<V> strip, ClippedPGLossConfig config)
    {
        var exp = X.Make();
        var last = config.ReferencePolicyKlPenalty != 0 ? strip.Divergence : strip.Ratio;
        for (var kind = strip.Importance; kind <= last; kind += SweepStrip<V>.Pitch)
        {
            for (var i = 0L; i < strip.Bytes; i += sizeof(V))
                E.Store(kind + i, exp.Of(E.Load(kind + i)));
        }
    }
}
