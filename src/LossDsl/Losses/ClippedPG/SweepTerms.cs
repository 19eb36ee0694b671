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
/// this chooses between two numbers that are both computed. A token that weighs 0 adds nothing, whatever stands there:
/// so do u, w and v alike. Each term of the derivative is 0 where it overflows.
/// </remarks>
internal static unsafe class SweepTerms<K, E, S, V>
    where K : IStripKind
    where E : IElements<V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    /// <summary>The surrogate within its bounds (<see cref="ClippedObjective"/>). The derivative begins with it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
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
            var (weight, lossWeight) = (E.Load(strip.Weights + i), E.Load(lossWeights + i));
            var present = S.Differs(weight, zero);
            var minusA = S.And(present, S.Subtract(minusZero, E.Load(advantages + i)));
            V ratio, clamped, policy, slope;
            if (withRatio)
            {
                ratio = E.Load(strip.Ratio + i);
                clamped = S.AtLeast(S.AtMost(ratio, greatest), least);
                // Without an advantage there is no loss, be the ratio infinite: there both bounds are 0.
                var (gains, loses) = (S.Greater(zero, minusA), S.Greater(minusA, zero));
                var bounded = S.AtMost(
                    S.AtLeast(ratio, S.And(loses, least)), S.Select(loses, twice, S.And(gains, greatest)));
                policy = S.Multiply(minusA, bounded);
                // What is NaN is not clipped, so that it shows.
                var clipped = S.And(S.Differs(bounded, ratio), S.Equal(policy, policy));
                slope = S.Unless(clipped, S.Multiply(minusA, ratio));
            }
            else
            {
                var y = E.Load(strip.Current + i);
                (ratio, clamped, policy, slope) = (y, y, S.Multiply(minusA, y), minusA);
                // Without an advantage there is no loss, be the log-probability infinite.
                if (!K.IsPlain)
                    policy = S.Unless(S.And(S.Equal(minusA, zero), S.Equal(S.Magnitude(y), infinity)), policy);
            }

            if (corrects)
            {
                var importance = Finite(E.Load(strip.Importance + i), infinity);
                (policy, slope) = (Weigh(policy, importance, zero), Weigh(slope, importance, zero));
            }

            E.Store(gradient + i, Bounded(S.Multiply(Times(slope, lossWeight), factor), infinity));
            policies = K.IsPlain ? S.Add(policies, policy) : S.MultiplyAdd(policy, lossWeight, policies);
            all = Plus(all, ratio, weight, present);
            clampeds = Plus(clampeds, clamped, weight, present);
        }

        sums.Policy += S.Sum(policies);
        sums.Ratio += S.Sum(all);
        sums.Clamped += S.Sum(clampeds);
    }

    /// <summary>
    /// The metrics that watch how far policy and engine are apart, and the divergence from the reference, with what it adds
    /// to the derivative.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Diverge(in SweepTokens row, long at, SweepStrip<V> strip, ClippedPGLossConfig config, ref SweepSums sums)
    {
        byte* lossWeights = row.WeighsAlone ? row.Mask + at : strip.Weights, gradient = row.Gradient + at;
        var diverges = config.ReferencePolicyKlPenalty != 0;
        var (approximates, carries) = (config.UseOnPolicyKlApproximation, config.UseKlScoreFunctionGradient);
        V zero = S.All(0), one = S.All(1), infinity = S.All(double.PositiveInfinity), minusInfinity = S.All(double.NegativeInfinity);
        var factor = S.All(row.Factor * config.ReferencePolicyKlPenalty);
        V importances = zero, errors = zero, pLogPs = zero, divergences = zero;
        for (var i = 0L; i < strip.Bytes; i += sizeof(V))
        {
            var (importance, weight, y) = (E.Load(strip.Importance + i), E.Load(strip.Weights + i), E.Load(strip.Current + i));
            var onPolicy = S.Multiply(importance, E.Load(strip.Ratio + i));
            var error = S.Max(importance, S.Divide(one, importance));
            if (!K.IsPlain)
            {
                // A token's numbers do not depend on those beside it.
                var plain = E.Load(strip.Plain + i);
                onPolicy = S.Select(plain, onPolicy, E.Load(strip.OnPolicy + i));
                error = S.Select(plain, error, E.Load(strip.Error + i));
            }

            var present = S.Differs(weight, zero);
            importances = Plus(importances, Finite(importance, infinity), weight, present);
            errors = Plus(errors, error, weight, present);
            // A token of probability 0 adds nothing.
            var pLogP = S.Multiply(onPolicy, K.IsPlain ? y : S.And(S.Differs(y, minusInfinity), y));
            pLogPs = Plus(pLogPs, pLogP, weight, present);
            if (!diverges)
                continue;

            var ratio = E.Load(strip.Divergence + i);
            var divergence = S.Subtract(S.Subtract(ratio, E.Load(strip.Gap + i)), one);
            // exp(d) - d goes to infinity with d; at infinity the difference would be NaN.
            if (!K.IsPlain)
                divergence = S.Select(S.Equal(ratio, infinity), ratio, divergence);
            var rise = S.Subtract(one, ratio);
            // Before it is multiplied by what may be 0 in float32.
            if (!K.IsPlain)
                rise = Bounded(rise, infinity);
            if (approximates)
            {
                var v = Finite(onPolicy, infinity);
                (rise, divergence) = (Weigh(rise, v, zero), Weigh(divergence, v, zero));
            }

            var lossWeight = E.Load(lossWeights + i);
            var slope = Bounded(S.Multiply(Times(rise, lossWeight), factor), infinity);
            if (carries)
                slope = S.Add(slope, Bounded(S.Multiply(Times(divergence, lossWeight), factor), infinity));
            E.Store(gradient + i, S.Add(slope, E.Load(gradient + i)));
            divergences = K.IsPlain ? S.Add(divergences, divergence) : S.MultiplyAdd(divergence, lossWeight, divergences);
        }

        sums.Importance += S.Sum(importances);
        sums.MultError += S.Sum(errors);
        sums.PLogP += S.Sum(pLogPs);
        sums.Divergence += S.Sum(divergences);
    }

    // A value by its weight. What weighs 0 is nothing, be it infinite or NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Weigh(V value, V weight, V zero)
    {
        var product = S.Multiply(value, weight);
        return K.IsPlain ? product : S.And(S.Differs(weight, zero), product);
    }

    // A derivative; 0 where it overflows. NaN stays: it comes of NaN in the data and must show.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Bounded(V slope, V infinity) => S.Unless(S.Equal(S.Magnitude(slope), infinity), slope);

    // A weight that is not finite counts as 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Finite(V e, V infinity) => K.IsPlain ? e : S.And(S.Greater(infinity, e), e);

    // A sum and what a token adds to it. Where tokens count or do not, nothing needs to be multiplied.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Plus(V sum, V value, V weight, V present) =>
        K.IsPlain ? S.Add(sum, S.And(present, value)) : S.MultiplyAdd(value, weight, sum);

    // What is 0 where a token is absent, by the token's weight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Times(V value, V weight) => K.IsPlain ? value : S.Multiply(value, weight);
}
