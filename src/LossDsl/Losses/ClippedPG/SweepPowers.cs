using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>e to the power of what the tokens of a strip differ by.</summary>
internal static unsafe class SweepPowers<E, X, S, V>
    where E : IElements<V>
    where X : struct, INaturalExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    // The exponents of a token count together: so near, powers are ordinary numbers, and products of two as well.
    private const double Near = 80;

    /// <summary>The powers of a plain strip, less those that are products of others.</summary>
    /// <returns>Whether it was plain (<see cref="IStripKind.IsPlain"/>); if not, nothing in the strip is of use.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static bool OfPlain(in SweepTokens row, long at, SweepStrip<V> strip, bool diverges)
    {
        if (row.Sample is not (0 or 1))
            return false;
        byte* mask = row.Mask + at, current = row.Current + at, previous = row.Previous + at;
        byte* generation = row.Generation + at, reference = row.Reference + at;
        var exp = X.Make();
        V zero = S.All(0), near = S.All(Near);
        var plain = S.Equal(zero, zero);
        for (var i = 0L; i < strip.Bytes; i += sizeof(V))
        {
            var weight = E.Load(mask + i);
            var present = S.Differs(weight, zero);
            var (now, old) = (S.And(present, E.Load(current + i)), S.And(present, E.Load(previous + i)));
            var engine = E.Load(generation + i);
            var drift = S.Subtract(old, S.And(present, engine));
            var change = S.Subtract(now, old);
            var gap = S.Subtract(S.And(present, E.Load(reference + i)), now);

            E.Store(strip.Importance + i, exp.OfNear(drift));
            E.Store(strip.Ratio + i, exp.OfNear(change));
            if (diverges)
                E.Store(strip.Divergence + i, exp.OfNear(gap));
            E.Store(strip.Gap + i, gap);
            E.Store(strip.Current + i, now);
            E.Store(strip.Weights + i, weight);

            plain = S.And(plain, IsPlain(drift, change, gap, weight, engine, near));
        }

        return S.Everywhere(plain);
    }

    /// <summary>The powers of any strip, and which of its tokens are plain.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void OfAny(in SweepTokens row, long at, SweepStrip<V> strip)
    {
        Gather(row, at, strip);
        var exp = X.Make();
        for (var kind = strip.Importance; kind <= strip.Error; kind += SweepStrip<V>.Pitch)
        {
            for (var i = 0L; i < strip.Bytes; i += sizeof(V))
                E.Store(kind + i, exp.Of(E.Load(kind + i)));
        }
    }

    // The exponents. What is absent is 0, whatever stands there.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Gather(in SweepTokens row, long at, SweepStrip<V> strip)
    {
        byte* mask = row.Mask + at, current = row.Current + at, previous = row.Previous + at;
        byte* generation = row.Generation + at, reference = row.Reference + at;
        V zero = S.All(0), sample = S.All(row.Sample), near = S.All(Near);
        for (var i = 0L; i < strip.Bytes; i += sizeof(V))
        {
            var share = E.Load(mask + i);
            // Not multiplied alone: an infinite weight of a row must not turn its absent tokens into 0 * inf.
            var weight = S.And(S.Differs(share, zero), S.Multiply(share, sample));
            var present = S.Differs(weight, zero);
            var (now, old) = (S.And(present, E.Load(current + i)), S.And(present, E.Load(previous + i)));
            // What the engine gives that is not finite shows in the metrics that watch it, absent or not.
            var given = E.Load(generation + i);
            var engine = S.And(S.Or(present, S.Differs(S.Subtract(given, given), zero)), given);
            var (drift, change) = (S.Subtract(old, engine), S.Subtract(now, old));
            var gap = S.Subtract(S.And(present, E.Load(reference + i)), now);

            E.Store(strip.Importance + i, drift);
            E.Store(strip.Ratio + i, change);
            E.Store(strip.Divergence + i, gap);
            E.Store(strip.OnPolicy + i, S.Subtract(now, engine));
            E.Store(strip.Error + i, S.Multiply(S.Magnitude(drift), weight));
            E.Store(strip.Gap + i, gap);
            E.Store(strip.Current + i, now);
            E.Store(strip.Weights + i, weight);
            E.Store(strip.Plain + i, IsPlain(drift, change, gap, weight, given, near));
        }
    }

    // Neither NaN nor infinity is less than anything, and that of the engine shows even where it is absent; 0 and 1 are
    // their own squares.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V IsPlain(V drift, V change, V gap, V weight, V engine, V near)
    {
        var distance = S.Add(S.Add(S.Magnitude(drift), S.Magnitude(change)), S.Add(S.Magnitude(gap), weight));
        distance = S.Add(distance, S.Subtract(engine, engine));
        return S.And(S.Greater(near, distance), S.Equal(S.Multiply(weight, weight), weight));
    }
}
