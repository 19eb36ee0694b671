using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The formula of <see cref="ClippedPGLossFn"/>, its derivative and its metrics, in one pass over a row's tokens.</summary>
/// <remarks>
/// <code>
/// P = -A * clipped(r),  P' = -A * r where it is not clipped, else 0      without a ratio: P = -A * y, P' = -A
/// K = exp(d) - d - 1,   K' = 1 - exp(d)
/// dL/dy = factor * u * (w * P' + β * v * (K' + K))                       u: the weights of the loss; the last K only
///                                                                        where the weight v carries a gradient
/// </code>
/// The letters are those of <see cref="ClippedPGLossFn"/>, whose operators say what the result is. Where they branch,
/// this chooses between two numbers that are both computed.
/// </remarks>
internal readonly unsafe struct ClippedPGSweep<E, S, V> : ISweep
    where E : IElements<V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    // So many vectors are added in their own precision, then the sums go on in double.
    private const int Chain = 128;

    private static V Zero => S.All(0);

    private static V Infinity => S.All(double.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Sweep(in SweepTokens row, int from, int to, ClippedPGLossConfig config, ref SweepSums sums)
    {
        var (factor, beta) = (S.All(row.Factor), S.All(config.ReferencePolicyKlPenalty));
        var (diverges, corrects) = (config.ReferencePolicyKlPenalty != 0, config.UseImportanceSamplingCorrection);
        var bounds = new Bounds(config);
        while (to - from >= S.Count)
        {
            V policies = Zero, divergences = Zero, ratios = Zero, clampeds = Zero, importances = Zero, errors = Zero, pLogPs = Zero;
            for (var i = 0; i < Chain && to - from >= S.Count; i++, from += S.Count)
            {
                var at = (long)from * E.Size;
                var absent = S.Equal(E.Load(row.Tokens + at), Zero);
                var (weight, lossWeight) = (E.Load(row.Weights + at), E.Load(row.LossWeights + at));
                var (y, raw) = (E.Load(row.Current + at), E.Load(row.Generation + at));
                var previous = S.Select(absent, Zero, E.Load(row.Previous + at));
                var generation = S.Select(absent, Zero, raw);

                var importance = FiniteExp(S.Subtract(previous, generation));
                var minusA = Minus(S.Select(absent, Zero, E.Load(row.Advantages + at)));
                bounds.Surrogate(y, previous, minusA, out var ratio, out var clamped, out var policy, out var slope);
                if (corrects)
                {
                    policy = S.Multiply(policy, importance);
                    slope = S.Multiply(slope, importance);
                }

                if (diverges)
                {
                    var d = S.Subtract(S.Select(absent, Zero, E.Load(row.Reference + at)), y);
                    Divergence(d, y, generation, config, out var divergence, out var rise);
                    divergences = S.Add(divergences, Weighted(divergence, lossWeight));
                    slope = S.Add(slope, S.Multiply(beta, rise));
                }

                E.Store(row.Gradient + at, S.Multiply(Weighted(slope, lossWeight), factor));
                policies = S.Add(policies, Weighted(policy, lossWeight));
                ratios = S.Add(ratios, Weighted(ratio, weight));
                clampeds = S.Add(clampeds, Weighted(clamped, weight));
                importances = S.Add(importances, Weighted(importance, weight));

                // These two watch the engine: what it gives that is not finite shows, absent or not.
                var engine = S.Select(S.And(absent, S.Greater(Infinity, Magnitude(raw))), Zero, raw);
                errors = S.Add(errors, S.Multiply(E.Exp(S.Multiply(Magnitude(S.Subtract(engine, previous)), weight)), weight));
                pLogPs = S.Add(pLogPs, S.Multiply(PLogP(y, engine), weight));
            }

            sums.Policy += S.Sum(policies);
            sums.Divergence += S.Sum(divergences);
            sums.Ratio += S.Sum(ratios);
            sums.Clamped += S.Sum(clampeds);
            sums.Importance += S.Sum(importances);
            sums.MultError += S.Sum(errors);
            sums.PLogP += S.Sum(pLogPs);
        }

        return from;
    }

    /// <summary>K and its derivative, both weighted by v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Divergence(V d, V y, V generation, ClippedPGLossConfig config, out V divergence, out V rise)
    {
        var (one, e) = (S.All(1), E.Exp(d));
        divergence = S.Subtract(S.Subtract(e, d), one);
        rise = S.Subtract(one, e);
        if (!config.UseOnPolicyKlApproximation && !config.UseKlScoreFunctionGradient)
            return;
        var v = E.Exp(S.Subtract(y, config.UseOnPolicyKlApproximation ? generation : y));
        var finite = S.Greater(Infinity, v);
        v = S.Select(finite, v, Zero);
        rise = S.Multiply(rise, v);
        divergence = S.Multiply(divergence, v);
        if (config.UseKlScoreFunctionGradient)
            rise = S.Add(rise, S.Select(finite, divergence, Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PLogP(V y, V engine) => S.Select(
        S.Equal(y, Minus(Infinity)), Zero, S.Multiply(E.Exp(S.Subtract(y, engine)), y));

    // A weight that is not finite counts as 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V FiniteExp(V exponent)
    {
        var e = E.Exp(exponent);
        return S.Select(S.Greater(Infinity, e), e, Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Weighted(V v, V weight) => S.Select(S.Equal(weight, Zero), Zero, S.Multiply(v, weight));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Minus(V v) => S.Subtract(S.All(-0.0), v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Magnitude(V v) => S.Max(v, Minus(v));

    /// <summary>The bounds of the ratio, and the surrogate within them (<see cref="ClippedObjective"/>).</summary>
    private readonly struct Bounds(ClippedPGLossConfig config)
    {
        private readonly V _least = S.All(1 - config.RatioClipMin);
        private readonly V _greatest = S.All(1 + config.RatioClipMax);
        private readonly V _twice = S.All(config.RatioClipC ?? double.PositiveInfinity);
        private readonly bool _withRatio = !config.DisablePpoRatio;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Surrogate(V y, V previous, V minusA, out V ratio, out V clamped, out V policy, out V slope)
        {
            if (!_withRatio)
            {
                (ratio, clamped, policy, slope) = (y, y, S.Multiply(minusA, y), minusA);
                return;
            }

            ratio = E.Exp(S.Subtract(y, previous));
            var (above, below) = (S.Greater(ratio, _greatest), S.Greater(_least, ratio));
            clamped = S.Select(above, _greatest, S.Select(below, _least, ratio));

            var (gains, loses) = (S.Greater(Zero, minusA), S.Greater(minusA, Zero));
            var twice = S.And(loses, S.Greater(ratio, _twice));
            // Without an advantage there is no loss, be the ratio infinite.
            var away = S.And(S.Equal(minusA, Zero), S.Equal(ratio, Infinity));
            var clipped = S.Or(S.Or(S.And(gains, above), S.And(loses, below)), S.Or(twice, away));
            var bound = S.Select(twice, _twice, S.Select(gains, _greatest, _least));
            policy = S.Multiply(minusA, S.Select(clipped, bound, ratio));
            slope = S.Select(clipped, Zero, S.Multiply(minusA, ratio));
        }
    }
}
