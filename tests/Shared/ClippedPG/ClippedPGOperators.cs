namespace LossDsl.Tests.Shared;

/// <summary>
/// The clipped policy-gradient loss as a user would write it with torch's operators and autograd. Tests and benchmarks compare
/// the formula with it.
/// </summary>
internal static class ClippedPGOperators
{
    /// <summary>The formula in torch's operators, on any device.</summary>
    /// <param name="current">The policy's log-probabilities, finite at masked positions. Shape <c>[B, S-1]</c>.</param>
    /// <param name="inputs">The other inputs.</param>
    /// <param name="config">The config.</param>
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
            // As in the reference, these two metrics show non-finite values of the inference engine, masked or not.
            TokenMultProbError = reduce.TokenMeanOfAll(((engine - previous).abs() * masks.Weights).exp()),
            SamplingImportanceRatio = reduce.TokenMean(importance),
            NumValidSamples = masks.Samples.sum(),
            ApproxEntropy = -reduce.TokenMeanOfAll(PLogP(current, engine)),
            PositiveNllLoss = zeros_like(loss),
            ProbsRatioMin = Present(ratio, double.PositiveInfinity).min(),
            ProbsRatioMax = Present(ratio, double.NegativeInfinity).max(),
            ProbsRatioClampedMin = Present(clamped, double.PositiveInfinity).min(),
            ProbsRatioClampedMax = Present(clamped, double.NegativeInfinity).max(),
            // Options that are off by default are not implemented here.
            IsOobRatio = zeros_like(loss),
            GenKlError = zeros_like(loss),
            PolicyKlError = zeros_like(loss),
            JsDivergenceError = zeros_like(loss),
        });

        // One value is appended that does not change the minimum or maximum, so that the tensor is not empty.
        Tensor Present(Tensor values, double empty) =>
            cat([values.masked_fill(masks.Absent, empty).view(-1), full([1], empty, dtype: values.dtype, device: values.device)]);
    }

    // v * K. Each of the two terms of the derivative, v * K' and dv * K, is treated as 0 if it overflows.
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
            // Without the approximation the value of the weight is 1, but its gradient is that of exp(y).
            weight = approximate ? FiniteExp(moving - generation) : Masked.Fill(moving - y, y.isfinite() == 0).exp();
        }

        return weight is null ? divergence : Weigh(divergence, weight);
    }

    // A value times its weight. With weight 0 the result is 0, even if the value is infinite or NaN.
    private static Tensor Weigh(Tensor value, Tensor weight) => Masked.Fill(value * weight, weight.detach() == 0);

    // A non-finite weight is replaced by 0, without a gradient: the exponent is filled before the exponential, not only its result.
    private static Tensor FiniteExp(Tensor exponent)
    {
        var wild = exponent.detach().exp().isfinite() == 0;
        return Masked.Fill(Masked.Fill(exponent, wild).exp(), wild);
    }

    // For probability 0 the result is 0, the limit of p log p; 0 * -inf would be NaN.
    private static Tensor PLogP(Tensor current, Tensor generation) =>
        Masked.Fill((current - generation).exp() * current, current == double.NegativeInfinity);
}
