namespace LossDsl;

/// <summary>
/// The clipped policy-gradient loss with a divergence from a reference policy: PPO, GRPO, DAPO's bounds, dual clip,
/// REINFORCE and RLOO.
/// </summary>
/// <remarks>
/// <code>
/// L = reduce(w * P) + β * reduce(v * K)
///
/// P = -A * clipped(r),  r = exp(y - previous)    the surrogate;  -A * y with disable_ppo_ratio
/// K = exp(d) - d - 1,   d = reference - y        Schulman's k3
/// w = exp(previous - generation)                 with use_importance_sampling_correction, else 1; no gradient
/// v = exp(y - generation)                        with use_on_policy_kl_approximation, else 1; no gradient unless
///                                                use_kl_score_function_gradient gives it that of a weight: dv = v * dy
///
/// reduce: mean over tokens by token_mask * sample_mask and global_valid_toks, or, at sequence level, mean over the
/// rows (sample_mask, global_valid_seqs) of the mean over a row's tokens (token_mask)
/// </code>
/// A weight that is not finite counts as 0, and what weighs 0 adds nothing, whatever else stands at the token. A
/// derivative that overflows counts as 0 (<see cref="Overflow"/>). Source: NeMo-RL, <c>nemo_rl.algorithms.loss_functions.ClippedPGLossFn</c>;
/// PPO arXiv:1707.06347, GRPO arXiv:2402.03300, DAPO arXiv:2503.14476, dual clip arXiv:1912.09729.
/// <c>global_valid_toks</c> is needed always, for the metrics; <c>global_valid_seqs</c> at sequence level.
/// </remarks>
public sealed class ClippedPGLossFn : LossFunction<ClippedPGLossDataDict, ClippedPGMetrics>
{
    private readonly ClippedPGLossConfig _config;

    /// <summary>Makes the loss.</summary>
    /// <param name="config">Its configuration.</param>
    /// <exception cref="LossConfigException">The configuration breaks its rules; every violation is listed.</exception>
    public ClippedPGLossFn(ClippedPGLossConfig config)
        : base(NextTokenLogits)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        _config = config;
    }

    /// <inheritdoc/>
    protected internal override bool IsTokenwise => true;

    /// <inheritdoc/>
    protected override (Tensor Loss, ClippedPGMetrics Metrics) Formula(
        ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var (inputs, dtype) = (Inputs(data, totals), PrecisionOf(output, data));
        var (ids, absent) = Asked(inputs, dtype);
        return Definition(output.Logprobs(ids, absent, dtype), inputs, _config);
    }

    private protected override (Tensor Loss, PackedMetrics<ClippedPGMetrics> Metrics) PackedFormula(
        ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var (inputs, dtype) = (Inputs(data, totals), PrecisionOf(output, data));
        if (!ClippedPGSweepLoss.Accepts(inputs))
            return base.PackedFormula(output, data, totals);
        return ClippedPGSweepLoss.Of(output.PresentLogprobs(() => Asked(inputs, dtype), dtype), inputs, _config);
    }

    /// <summary>The formula in torch's operators, on any device.</summary>
    /// <param name="current">Log-probabilities of the policy, finite where they are absent. Shape <c>[B, S-1]</c>.</param>
    /// <param name="inputs">The rest.</param>
    /// <param name="config">The configuration.</param>
    internal static (Tensor Loss, ClippedPGMetrics Metrics) Definition(
        Tensor current, ClippedPGInputs inputs, ClippedPGLossConfig config)
    {
        var masks = inputs.Masks(current.dtype);
        var reduce = new Reduction(masks, inputs.ValidTokens, inputs.ValidSequences);
        var next = inputs.Data.NextToken;
        var advantages = masks.Keep(next.Advantages);
        var previous = masks.Keep(next.PrevLogprobs);
        var generation = masks.Keep(next.GenerationLogprobs);
        var reference = masks.Keep(next.ReferencePolicyLogprobs);

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
        });
    }

    private ClippedPGInputs Inputs(ClippedPGLossDataDict data, GlobalNormalization totals) => new(
        data, totals.Tokens(nameof(ClippedPGLossFn)), _config.TokenLevelLoss ? null : totals.Sequences(nameof(ClippedPGLossFn)));

    private static (Tensor Ids, Tensor Absent) Asked(ClippedPGInputs inputs, ScalarType dtype) =>
        (inputs.Data.NextToken.InputIds, inputs.Masks(dtype).Absent);

    private static ScalarType PrecisionOf(ModelOutput output, ClippedPGLossDataDict data) => Precision.Of(
        output, data.Advantages, data.PrevLogprobs, data.GenerationLogprobs, data.ReferencePolicyLogprobs);

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
