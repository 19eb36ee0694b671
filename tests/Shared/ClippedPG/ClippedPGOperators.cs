namespace LossDsl.Tests.Shared;

/// <summary>
/// The clipped policy-gradient loss as a user would write it by hand in torch's operators, with autograd: what the formula is
/// compared with, and measured against.
/// </summary>
internal static class ClippedPGOperators
{
    /// <summary>The formula in torch's operators, on any device.</summary>
    /// <param name="current">Log-probabilities of the policy, finite where they are absent. Shape <c>[B, S-1]</c>.</param>
    /// <param name="inputs">The rest.</param>
    /// <param name="config">The configuration.</param>
    public static (Tensor Loss, ClippedPGMetrics Metrics) Compute(
        Tensor current, ClippedPGInputs inputs, ClippedPGLossConfig config)
    {
        var masks = inputs.Masks(current.dtype);
        var reduce = new Reduction(masks, inputs.ValidTokens, inputs.ValidSequences);
        var next = inputs.Data.NextToken;
        var advantages = masks.Apply(next.Advantages);
        var previous = masks.Apply(next.PrevLogprobs);
        var generation = masks.Apply(next.GenerationLogprobs);
        var reference = masks.Apply(next.ReferencePolicyLogprobs);

        var importance = FiniteExp(previous - generation);
        var share = config.UseImportanceSamplingCorrection ? reduce.Share() * importance : reduce.Share();
        var policy = config.DisablePpoRatio
            ? ClippedObjective.WithoutRatio(current, advantages, share)
            : ClippedObjective.Loss(current - previous, advantages, share, config);
        if (config.UseImportanceSamplingCorrection)
            policy = Weigh(policy, importance);
        var loss = reduce.Loss(policy);

        Tensor? kl = null;
        if (config.ReferencePolicyKlPenalty != 0)
        {
            kl = reduce.Loss(Divergence(current, generation, reference, reduce.Share(), config));
            loss += config.ReferencePolicyKlPenalty * kl;
        }

        using var off = no_grad();
        var engine = next.GenerationLogprobs.to(current.dtype);
        engine = Masked.Fill(engine, masks.Absent.logical_and(engine.isfinite()));
        var ratio = config.DisablePpoRatio ? current : (current - previous).exp();
        var clamped = config.DisablePpoRatio ? current : ratio.clamp(1 - config.RatioClipMin, 1 + config.RatioClipMax);
        return (loss, new ClippedPGMetrics
        {
            Loss = loss,
            ProbsRatio = reduce.TokenMean(ratio),
            ProbsRatioClamped = reduce.TokenMean(clamped),
            KlPenalty = kl ?? zeros_like(loss),
            // These two watch the engine: what it gives that is not finite shows, absent or not, as in the reference.
            TokenMultProbError = reduce.TokenMeanOfAll(((engine - previous).abs() * masks.Weights).exp()),
            SamplingImportanceRatio = reduce.TokenMean(importance),
            NumValidSamples = masks.Samples.sum(),
            ApproxEntropy = -reduce.TokenMeanOfAll(PLogP(current, engine)),
            PositiveNllLoss = zeros_like(loss),
            ProbsRatioMin = Present(ratio, double.PositiveInfinity).min(),
            ProbsRatioMax = Present(ratio, double.NegativeInfinity).max(),
            ProbsRatioClampedMin = Present(clamped, double.PositiveInfinity).min(),
            ProbsRatioClampedMax = Present(clamped, double.NegativeInfinity).max(),
            // What is off by default is not written here.
            IsOobRatio = zeros_like(loss),
            GenKlError = zeros_like(loss),
            PolicyKlError = zeros_like(loss),
            JsDivergenceError = zeros_like(loss),
        });

        // With one number more, of which no minimum or maximum is less or more.
        Tensor Present(Tensor values, double empty) =>
            cat([values.masked_fill(masks.Absent, empty).view(-1), full([1], empty, dtype: values.dtype, device: values.device)]);
    }

    // v * K. Each of the two terms of its derivative, v * K' and dv * K, counts as 0 where it overflows.
    private static Tensor Divergence(
        Tensor current, Tensor generation, Tensor reference, Tensor share, ClippedPGLossConfig config)
    {
        var (approximate, carries) = (config.UseOnPolicyKlApproximation, config.UseKlScoreFunctionGradient);
        var y = current.detach();
        var weight = approximate ? FiniteExp(y - generation) : null;
        share = config.ReferencePolicyKlPenalty * (weight is null ? share : share * weight);
        var divergence = KlPenalty.K3(Overflow.Hold(current, share, () => 1 - (reference - y).exp()), reference);
        if (carries)
        {
            var moving = Overflow.Hold(current, share, divergence.detach);
            // Without the approximation the weight is 1, yet with the gradient of exp(y).
            weight = approximate ? FiniteExp(moving - generation) : Masked.Fill(moving - y, y.isfinite() == 0).exp();
        }

        return weight is null ? divergence : Weigh(divergence, weight);
    }

    // A value by its weight. What weighs 0 is nothing, be it infinite or NaN.
    private static Tensor Weigh(Tensor value, Tensor weight) => Masked.Fill(value * weight, weight.detach() == 0);

    // A weight that is not finite counts as 0, and so does its gradient: filled before the exponential, not only after.
    private static Tensor FiniteExp(Tensor exponent)
    {
        var wild = exponent.detach().exp().isfinite() == 0;
        return Masked.Fill(Masked.Fill(exponent, wild).exp(), wild);
    }

    // A token of probability 0 adds nothing: p log p goes to 0 with p, where 0 * -inf would be NaN.
    private static Tensor PLogP(Tensor current, Tensor generation) =>
        Masked.Fill((current - generation).exp() * current, current == double.NegativeInfinity);
}
