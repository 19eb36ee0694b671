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
/// this chooses between two numbers that are both computed. What weighs 0 is 0, be it infinite.
/// </remarks>
internal static unsafe class SweepTerms<E, S, V>
    where E : IElements<V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    /// <summary>The metrics that watch engine and policy. A weight of importance that is not finite is 0 from here on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Watch(SweepStrip<V> strip, ref SweepSums sums)
    {
        V zero = S.All(0), infinity = S.All(double.PositiveInfinity), minusInfinity = S.All(double.NegativeInfinity);
        V importances = zero, errors = zero, pLogPs = zero;
        for (var i = 0L; i < strip.Bytes; i += sizeof(V))
        {
            var (importance, weight, y) = (Finite(E.Load(strip.Importance + i), infinity), E.Load(strip.Weights + i), E.Load(strip.Current + i));
            E.Store(strip.Importance + i, importance);
            importances = S.MultiplyAdd(importance, weight, importances);
            errors = S.MultiplyAdd(E.Load(strip.Error + i), weight, errors);
            // A token of probability 0 adds nothing.
            var pLogP = S.Unless(S.Equal(y, minusInfinity), S.Multiply(E.Load(strip.OnPolicy + i), y));
            pLogPs = S.MultiplyAdd(pLogP, weight, pLogPs);
        }

        sums.Importance += S.Sum(importances);
        sums.MultError += S.Sum(errors);
        sums.PLogP += S.Sum(pLogPs);
    }

    /// <summary>The surrogate within its bounds (<see cref="ClippedObjective"/>). The derivative begins with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Surrogate(in SweepTokens row, long at, SweepStrip<V> strip, ClippedPGLossConfig config, ref SweepSums sums)
    {
        byte* advantages = row.Advantages + at, gradient = row.Gradient + at;
        var lossWeights = row.WeighsAlone ? row.Mask + at : strip.Weights;
        var (withRatio, corrects) = (!config.DisablePpoRatio, config.UseImportanceSamplingCorrection);
        var (least, greatest) = (S.All(1 - config.RatioClipMin), S.All(1 + config.RatioClipMax));
        var (twice, factor) = (S.All(config.RatioClipC ?? double.PositiveInfinity), S.All(row.Factor));
        V zero = S.All(0), minusZero = S.All(-0.0), infinity = S.All(double.PositiveInfinity);
        V policies = zero, all = zero, clampeds = zero;
        for (var i = 0L; i < strip.Bytes; i += sizeof(V))
        {
            var minusA = S.Subtract(minusZero, E.Load(advantages + i));
            V ratio, clamped, policy, slope;
            if (withRatio)
            {
                ratio = E.Load(strip.Ratio + i);
                clamped = S.AtLeast(S.AtMost(ratio, greatest), least);
                var (gains, loses) = (S.Greater(zero, minusA), S.Greater(minusA, zero));
                var dual = S.Greater(ratio, twice);
                // Without an advantage there is no loss, be the ratio infinite.
                var away = S.And(S.Equal(minusA, zero), S.Equal(ratio, infinity));
                var clipped = S.Or(
                    S.Or(S.And(gains, S.Greater(ratio, greatest)), away),
                    S.And(loses, S.Or(S.Greater(least, ratio), dual)));
                var bound = S.Select(gains, greatest, S.Select(dual, twice, least));
                policy = S.Multiply(minusA, S.Select(clipped, bound, ratio));
                slope = S.Unless(clipped, S.Multiply(minusA, ratio));
            }
            else
            {
                var y = E.Load(strip.Current + i);
                (ratio, clamped, policy, slope) = (y, y, S.Multiply(minusA, y), minusA);
            }

            if (corrects)
            {
                var importance = E.Load(strip.Importance + i);
                (policy, slope) = (S.Multiply(policy, importance), S.Multiply(slope, importance));
            }

            var (weight, lossWeight) = (E.Load(strip.Weights + i), E.Load(lossWeights + i));
            var (unweighed, lossless) = (S.Equal(weight, zero), S.Equal(lossWeight, zero));
            E.Store(gradient + i, S.Multiply(S.Unless(lossless, S.Multiply(slope, lossWeight)), factor));
            policies = S.MultiplyAdd(S.Unless(lossless, policy), lossWeight, policies);
            all = S.MultiplyAdd(S.Unless(unweighed, ratio), weight, all);
            clampeds = S.MultiplyAdd(S.Unless(unweighed, clamped), weight, clampeds);
        }

        sums.Policy += S.Sum(policies);
        sums.Ratio += S.Sum(all);
        sums.Clamped += S.Sum(clampeds);
    }

    /// <summary>The divergence, and what it adds to the derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Diverge(in SweepTokens row, long at, SweepStrip<V> strip, ClippedPGLossConfig config, ref SweepSums sums)
    {
        byte* lossWeights = row.WeighsAlone ? row.Mask + at : strip.Weights, gradient = row.Gradient + at;
        var (approximates, carries) = (config.UseOnPolicyKlApproximation, config.UseKlScoreFunctionGradient);
        V zero = S.All(0), one = S.All(1), infinity = S.All(double.PositiveInfinity);
        var factor = S.All(row.Factor * config.ReferencePolicyKlPenalty);
        var divergences = zero;
        for (var i = 0L; i < strip.Bytes; i += sizeof(V))
        {
            var ratio = E.Load(strip.Divergence + i);
            var divergence = S.Subtract(S.Subtract(ratio, E.Load(strip.Gap + i)), one);
            var rise = S.Subtract(one, ratio);
            if (approximates || carries)
            {
                // Without the approximation the weight is 1, wherever it is a number.
                var (y, v) = (E.Load(strip.Current + i), E.Load(strip.OnPolicy + i));
                if (!approximates)
                    v = S.Add(S.Subtract(y, y), one);
                var finite = S.Greater(infinity, v);
                v = S.And(finite, v);
                (rise, divergence) = (S.Multiply(rise, v), S.Multiply(divergence, v));
                if (carries)
                    rise = S.Add(rise, S.And(finite, divergence));
            }

            var lossWeight = E.Load(lossWeights + i);
            var lossless = S.Equal(lossWeight, zero);
            var slope = S.Unless(lossless, S.Multiply(rise, lossWeight));
            E.Store(gradient + i, S.MultiplyAdd(slope, factor, E.Load(gradient + i)));
            divergences = S.MultiplyAdd(S.Unless(lossless, divergence), lossWeight, divergences);
        }

        sums.Divergence += S.Sum(divergences);
    }

    // A weight that is not finite counts as 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Finite(V e, V infinity) => S.And(S.Greater(infinity, e), e);
}
