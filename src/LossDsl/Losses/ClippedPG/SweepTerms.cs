using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>What the tokens of a strip add to loss and metrics, and the derivative of the loss by each.</summary>
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
internal readonly unsafe struct SweepTerms<E, S, V>(SweepTokens row, ClippedPGLossConfig config)
    where E : IElements<V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    private static V Zero => S.All(0);

    private static V Infinity => S.All(double.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Magnitude(V v) => S.Max(v, Minus(v));

    /// <summary>Adds a strip.</summary>
    public void Add(int from, int count, SweepExponentials<V> e, ref SweepSums sums)
    {
        var at = (long)from * E.Size;
        Watch(at, count, e, ref sums);
        Surrogate(at, count, e, ref sums);
        if (config.ReferencePolicyKlPenalty != 0)
            Diverge(at, count, e, ref sums);
    }

    /// <summary>The metrics that watch engine and policy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Watch(long at, int count, SweepExponentials<V> e, ref SweepSums sums)
    {
        byte* tokens = row.Tokens + at, weights = row.Weights + at, current = row.Current + at;
        V* importance = e.Importance, onPolicy = e.OnPolicy, error = e.Error;
        V importances = Zero, errors = Zero, pLogPs = Zero;
        for (var i = 0; i < count; i++)
        {
            var step = (long)i * S.Count * E.Size;
            var weight = E.Load(weights + step);
            var y = S.Select(S.Equal(E.Load(tokens + step), Zero), Zero, E.Load(current + step));
            importances = S.Add(importances, Weighted(Finite(importance[i]), weight));
            errors = S.Add(errors, S.Multiply(error[i], weight));
            // A token of probability 0 adds nothing.
            var pLogP = S.Select(S.Equal(y, Minus(Infinity)), Zero, S.Multiply(onPolicy[i], y));
            pLogPs = S.Add(pLogPs, S.Multiply(pLogP, weight));
        }

        sums.Importance += S.Sum(importances);
        sums.MultError += S.Sum(errors);
        sums.PLogP += S.Sum(pLogPs);
    }

    /// <summary>The surrogate within its bounds (<see cref="ClippedObjective"/>). The derivative begins with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Surrogate(long at, int count, SweepExponentials<V> e, ref SweepSums sums)
    {
        byte* tokens = row.Tokens + at, weights = row.Weights + at, lossWeights = row.LossWeights + at;
        byte* current = row.Current + at, advantages = row.Advantages + at, gradient = row.Gradient + at;
        V* ratios = e.Ratio, importances = e.Importance;
        var (withRatio, corrects) = (!config.DisablePpoRatio, config.UseImportanceSamplingCorrection);
        var (least, greatest) = (S.All(1 - config.RatioClipMin), S.All(1 + config.RatioClipMax));
        var (twice, factor) = (S.All(config.RatioClipC ?? double.PositiveInfinity), S.All(row.Factor));
        V policies = Zero, all = Zero, clampeds = Zero;
        for (var i = 0; i < count; i++)
        {
            var step = (long)i * S.Count * E.Size;
            var absent = S.Equal(E.Load(tokens + step), Zero);
            var minusA = Minus(S.Select(absent, Zero, E.Load(advantages + step)));
            V ratio, clamped, policy, slope;
            if (withRatio)
            {
                ratio = ratios[i];
                var (above, below) = (S.Greater(ratio, greatest), S.Greater(least, ratio));
                clamped = S.Select(above, greatest, S.Select(below, least, ratio));

                var (gains, loses) = (S.Greater(Zero, minusA), S.Greater(minusA, Zero));
                var dual = S.And(loses, S.Greater(ratio, twice));
                // Without an advantage there is no loss, be the ratio infinite.
                var away = S.And(S.Equal(minusA, Zero), S.Equal(ratio, Infinity));
                var clipped = S.Or(S.Or(S.And(gains, above), S.And(loses, below)), S.Or(dual, away));
                var bound = S.Select(dual, twice, S.Select(gains, greatest, least));
                policy = S.Multiply(minusA, S.Select(clipped, bound, ratio));
                slope = S.Select(clipped, Zero, S.Multiply(minusA, ratio));
            }
            else
            {
                var y = S.Select(absent, Zero, E.Load(current + step));
                (ratio, clamped, policy, slope) = (y, y, S.Multiply(minusA, y), minusA);
            }

            if (corrects)
            {
                var importance = Finite(importances[i]);
                policy = S.Multiply(policy, importance);
                slope = S.Multiply(slope, importance);
            }

            var (weight, lossWeight) = (E.Load(weights + step), E.Load(lossWeights + step));
            E.Store(gradient + step, S.Multiply(Weighted(slope, lossWeight), factor));
            policies = S.Add(policies, Weighted(policy, lossWeight));
            all = S.Add(all, Weighted(ratio, weight));
            clampeds = S.Add(clampeds, Weighted(clamped, weight));
        }

        sums.Policy += S.Sum(policies);
        sums.Ratio += S.Sum(all);
        sums.Clamped += S.Sum(clampeds);
    }

    /// <summary>The divergence, and what it adds to the derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Diverge(long at, int count, SweepExponentials<V> e, ref SweepSums sums)
    {
        byte* tokens = row.Tokens + at, lossWeights = row.LossWeights + at;
        byte* current = row.Current + at, reference = row.Reference + at, gradient = row.Gradient + at;
        V* ratios = e.Divergence, onPolicy = e.OnPolicy;
        var (approximates, carries) = (config.UseOnPolicyKlApproximation, config.UseKlScoreFunctionGradient);
        var (one, factor) = (S.All(1), S.All(row.Factor * config.ReferencePolicyKlPenalty));
        var divergences = Zero;
        for (var i = 0; i < count; i++)
        {
            var step = (long)i * S.Count * E.Size;
            var absent = S.Equal(E.Load(tokens + step), Zero);
            var y = S.Select(absent, Zero, E.Load(current + step));
            var d = S.Subtract(S.Select(absent, Zero, E.Load(reference + step)), y);
            var divergence = S.Subtract(S.Subtract(ratios[i], d), one);
            var rise = S.Subtract(one, ratios[i]);
            if (approximates || carries)
            {
                // Without the approximation the weight is 1, wherever it is a number.
                var v = approximates ? onPolicy[i] : S.Add(S.Subtract(y, y), one);
                var finite = S.Greater(Infinity, v);
                v = S.Select(finite, v, Zero);
                rise = S.Multiply(rise, v);
                divergence = S.Multiply(divergence, v);
                if (carries)
                    rise = S.Add(rise, S.Select(finite, divergence, Zero));
            }

            var lossWeight = E.Load(lossWeights + step);
            var slope = S.Multiply(Weighted(rise, lossWeight), factor);
            E.Store(gradient + step, S.Add(E.Load(gradient + step), slope));
            divergences = S.Add(divergences, Weighted(divergence, lossWeight));
        }

        sums.Divergence += S.Sum(divergences);
    }

    // A weight that is not finite counts as 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Finite(V e) => S.Select(S.Greater(Infinity, e), e, Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Weighted(V v, V weight) => S.Select(S.Equal(weight, Zero), Zero, S.Multiply(v, weight));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Minus(V v) => S.Subtract(S.All(-0.0), v);
}
