namespace LossDsl;

/// <summary>
/// The clipped policy-gradient loss with a KL penalty against a reference policy: PPO, GRPO, DAPO's asymmetric clip, dual clip,
/// REINFORCE and RLOO.
/// </summary>
/// <remarks>
/// <code>
/// L = reduce(w * P) + β * reduce(v * K)
///
/// P = -A * clipped(r),  r = exp(y - previous)    the surrogate;  -A * y with disable_ppo_ratio
/// K = exp(d) - d - 1,   d = reference - y        Schulman's k3
/// w = exp(previous - generation)                 with use_importance_sampling_correction, else 1; no gradient
/// v = exp(y - generation)                        with use_on_policy_kl_approximation, else 1; no gradient, except with
///                                                use_kl_score_function_gradient: dv = v * dy
///
/// reduce: mean over tokens by token_mask * sample_mask and global_valid_toks, or, at sequence level, mean over the
/// rows (sample_mask, global_valid_seqs) of the mean over a row's tokens (token_mask)
/// </code>
/// A weight that is not finite counts as 0. A token with weight 0 contributes nothing, whatever its other values are. A derivative that
/// overflows counts as 0 (<see cref="Term.FiniteGradient"/>). Source: NeMo-RL, <c>nemo_rl.algorithms.loss_functions.ClippedPGLossFn</c>;
/// PPO arXiv:1707.06347, GRPO arXiv:2402.03300, DAPO arXiv:2503.14476, dual clip arXiv:1912.09729. <c>global_valid_toks</c> is always
/// required, for the metrics; <c>global_valid_seqs</c> at sequence level and with <c>seq-mask-tis</c>.
/// </remarks>
public sealed class ClippedPGLossFn : TokenLoss<ClippedPGLossDataDict, ClippedPGLossConfig, ClippedPGMetrics>
{
    private readonly bool _countsPositives;

    /// <summary>Creates the loss.</summary>
    /// <param name="config">The configuration.</param>
    /// <exception cref="LossConfigException">The configuration violates its rules; every violation is listed.</exception>
    public ClippedPGLossFn(ClippedPGLossConfig config)
        : base(
            config,
            (logprob, token, config, metrics) => ComputeTokenLoss(logprob, token, config, metrics),
            config is { TokenLevelLoss: false } ? LossReduction.SequenceMean : LossReduction.TokenMean)
    {
        _countsPositives = config.PositiveExampleNllWeight != 0;
    }

    /// <summary>The loss of one token: <c>w * P + β * v * K</c>.</summary>
    /// <param name="logprob">The log-probability of the token under the policy, in nats.</param>
    /// <param name="token">The batch at the token.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="metrics">The receiver of the metrics.</param>
    public static Term ComputeTokenLoss(
        Term logprob, ClippedPGLossDataDict.Terms token, ClippedPGLossConfig config, ClippedPGMetrics.Terms metrics)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (lower, upper) = (1 - config.RatioClipMin, 1 + config.RatioClipMax);
        var previous = config.ForceOnPolicyRatio ? Term.StopGradient(logprob) : token.PrevLogprobs;
        var level = config.SequenceLevelImportanceRatios ? RatioLevel.Sequence : RatioLevel.Token;
        var ratio = config.DisablePpoRatio ? logprob : PolicyRatio.Compute(logprob, logprob - previous, level);
        var policy = config.DisablePpoRatio ? PolicyObjectives.Linear(logprob, token.Advantages)
            : config.UseCispo ? PolicyObjectives.Score(logprob, token.Advantages, Term.Clamp(ratio, lower, upper))
            : PolicyObjectives.PpoClip(ratio, token.Advantages, lower, upper, config.RatioClipC);
        var engine = Engine(token);
        var correction = new Correction(config);
        var (importance, keep) = RolloutCorrectionTerms.Compute(previous, engine, correction);
        importance = Term.Weigh(importance, keep);
        if (config.UseImportanceSamplingCorrection)
            policy = Term.Weigh(policy, importance);

        Term kl = 0;
        if (config.ReferencePolicyKlPenalty != 0 && !config.UseKlInReward)
            kl = Divergence(logprob, token.ReferencePolicyLogprobs, engine, config);
        var beta = config.ReferencePolicyKlPenalty;
        var loss = Term.FiniteGradient(policy) + Term.FiniteGradient(beta * kl);
        Term positive = 0;
        if (config.PositiveExampleNllWeight != 0)
        {
            positive = PositiveExamples.NegativeLogLikelihood(logprob, token.PositiveExampleWeights, token.SampleMask);
            loss += Term.FiniteGradient(config.PositiveExampleNllWeight * positive);
        }

        var clamped = config.DisablePpoRatio ? logprob : Term.Clamp(ratio, lower, upper);
        metrics.ProbsRatio = ratio;
        metrics.ProbsRatioClamped = clamped;
        (metrics.ProbsRatioMin, metrics.ProbsRatioMax) = (ratio, ratio);
        (metrics.ProbsRatioClampedMin, metrics.ProbsRatioClampedMax) = (clamped, clamped);
        metrics.KlPenalty = kl;
        metrics.SamplingImportanceRatio = importance;
        metrics.NumValidSamples = Term.OncePerSequence(1);
        metrics.PositiveNllLoss = positive;
        metrics.IsOobRatio = correction.ShareOutOfBounds(previous, engine, keep);
        ReportDivergence(previous, engine, config, metrics);

        // These two metrics monitor the inference engine: log-probabilities that are not finite show even at masked tokens, as in the
        // reference.
        var weight = Term.Weigh(token.SampleMask, token.TokenMask);
        metrics.TokenMultProbError = Term.IncludingAbsent(Term.Exp(Term.Abs(engine - previous) * weight));
        // A token of probability 0 contributes 0: p log p tends to 0 with p, but 0 * -inf would be NaN.
        var isImpossible = Term.AreEqual(logprob, double.NegativeInfinity);
        metrics.ApproxEntropy = Term.IncludingAbsent(Term.Select(isImpossible, 0, -Term.Exp(logprob - engine) * logprob));
        return loss;
    }

    /// <inheritdoc/>
    private protected override ClippedPGLossDataDict Prepare(ClippedPGLossDataDict data) =>
        _countsPositives && data is { PositiveExampleWeights: null, Rewards: { } rewards }
            ? data with { PositiveExampleWeights = PositiveExamples.ComputeWeights(rewards, data) }
            : data;

    // v * K of the formula.
    private static Term Divergence(Term logprob, Term reference, Term engine, ClippedPGLossConfig config) => KlTerms.Compute(
        logprob,
        reference,
        config.UseOnPolicyKlApproximation ? Term.Exp(logprob - engine) : null,
        config.ReferencePolicyKlType,
        config.UseKlScoreFunctionGradient ? KlGradient.ScoreFunction : KlGradient.Estimate,
        config.KlInputClampValue,
        config.KlOutputClampValue);

    private static void ReportDivergence(Term previous, Term engine, ClippedPGLossConfig config, ClippedPGMetrics.Terms metrics)
    {
        if (!config.ReportEngineDivergence)
        {
            (metrics.GenKlError, metrics.PolicyKlError, metrics.JsDivergenceError) = (0, 0, 0);
            return;
        }

        // These metrics monitor the inference engine as well.
        metrics.GenKlError = Term.IncludingAbsent(KlPenalty.Estimate(engine, previous, config.ReferencePolicyKlType));
        metrics.PolicyKlError = Term.IncludingAbsent(KlPenalty.Estimate(previous, engine, config.ReferencePolicyKlType));
        // The log of the mean of both probabilities, without underflow.
        var mixture = Term.Max(previous, engine) + Term.Log1p(Term.Exp(-Term.Abs(previous - engine))) - Math.Log(2);
        metrics.JsDivergenceError = Term.IncludingAbsent(
            (KlPenalty.Estimate(mixture, previous, KlEstimator.K3) + KlPenalty.Estimate(mixture, engine, KlEstimator.K3)) / 2);
    }

    // The engine's log-probability: 0 at masked tokens, except for values that are not finite, which stay visible.
    private static Term Engine(ClippedPGLossDataDict.Terms token)
    {
        var given = Term.Unmasked(token.GenerationLogprobs);
        return Term.Select(Term.IsFinite(given), token.GenerationLogprobs, given);
    }

    // Maps the settings to those of PolicyGradientLoss.
    private sealed class Correction(ClippedPGLossConfig config) : IRolloutCorrection
    {
        /// <summary>The contribution of a token to the fraction of tokens (or sequences) whose weight is out of bounds.</summary>
        public Term ShareOutOfBounds(Term previous, Term engine, Term keep)
        {
            // A sequence counts once, regardless of its number of tokens.
            if (RejectsSequences)
                return (1 - keep) / ((Term.SequenceSum(1) + Masked.Epsilon) * (Term.ValidSequences + Masked.Epsilon));
            if (config.TruncatedImportanceSamplingRatio is not { } upper)
                return 0;
            var weight = RolloutCorrectionTerms.Weight(previous - engine, this);
            var isOut = weight > upper | weight < (config.TruncatedImportanceSamplingRatioMin ?? 0);
            return Term.Select(isOut, 1, 0) / (Term.ValidTokens + Masked.Epsilon);
        }

        private bool RejectsSequences => config.TruncatedImportanceSamplingType == "seq-mask-tis";

        public CorrectionLevel? CorrectionLevel =>
            config.SequenceLevelImportanceRatios ? LossDsl.CorrectionLevel.Sequence : LossDsl.CorrectionLevel.Token;

        public CorrectionBound CorrectionBound =>
            config.TruncatedImportanceSamplingType == "icepop" ? CorrectionBound.Mask : CorrectionBound.Clamp;

        public double? CorrectionLowerBound => RejectsSequences ? null : config.TruncatedImportanceSamplingRatioMin;

        public double? CorrectionUpperBound => RejectsSequences ? null : config.TruncatedImportanceSamplingRatio;

        public RejectionStatistic? RejectionStatistic => RejectsSequences ? LossDsl.RejectionStatistic.Ratio : null;

        public CorrectionLevel RejectionLevel => LossDsl.CorrectionLevel.SequenceMean;

        public double? RejectionLowerBound => config.TruncatedImportanceSamplingRatioMin;

        public double? RejectionUpperBound => config.TruncatedImportanceSamplingRatio;

        public double? VetoLowerBound => null;

        public double? VetoUpperBound => null;

        public double LogRatioClamp => double.PositiveInfinity;
    }
}
