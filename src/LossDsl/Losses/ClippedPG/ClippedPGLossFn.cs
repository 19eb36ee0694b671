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
/// derivative that overflows counts as 0 (<see cref="Term.FiniteGradient"/>). Source: NeMo-RL, <c>nemo_rl.algorithms.loss_functions.ClippedPGLossFn</c>;
/// PPO arXiv:1707.06347, GRPO arXiv:2402.03300, DAPO arXiv:2503.14476, dual clip arXiv:1912.09729.
/// <c>global_valid_toks</c> is needed always, for the metrics; <c>global_valid_seqs</c> at sequence level.
/// </remarks>
public sealed class ClippedPGLossFn : TokenLoss<ClippedPGLossDataDict, ClippedPGLossConfig, ClippedPGMetrics>
{
    /// <summary>Makes the loss.</summary>
    /// <param name="config">Its configuration.</param>
    /// <exception cref="LossConfigException">The configuration breaks its rules; every violation is listed.</exception>
    public ClippedPGLossFn(ClippedPGLossConfig config)
        : base(
            config,
            (logprob, token, config, metrics) => ComputeTokenLoss(logprob, token, config, metrics),
            config is { TokenLevelLoss: false } ? LossReduction.SequenceMean : LossReduction.TokenMean)
    {
    }

    /// <summary>The loss of one token: <c>w * P + β * v * K</c>.</summary>
    /// <param name="logprob">Its log-probability under the policy.</param>
    /// <param name="token">The batch.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="metrics">Where metrics go.</param>
    public static Term ComputeTokenLoss(
        Term logprob, ClippedPGLossDataDict.Terms token, ClippedPGLossConfig config, ClippedPGMetrics.Terms metrics)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (lower, upper) = (1 - config.RatioClipMin, 1 + config.RatioClipMax);
        var ratio = config.DisablePpoRatio ? logprob : Term.Exp(logprob - token.PrevLogprobs);
        var policy = config.DisablePpoRatio
            ? Advantage(logprob, token.Advantages)
            : Surrogate(ratio, token.Advantages, lower, upper, config.RatioClipC);
        var engine = Engine(token);
        var importance = Term.FiniteOrZero(Term.Exp(token.PrevLogprobs - engine));
        if (config.UseImportanceSamplingCorrection)
            policy = Term.Weigh(policy, importance);

        Term kl = 0;
        if (config.ReferencePolicyKlPenalty != 0)
            kl = Divergence(logprob, token.ReferencePolicyLogprobs, engine, config);
        var beta = config.ReferencePolicyKlPenalty;
        var loss = Term.FiniteGradient(policy) + Term.FiniteGradient(beta * kl);

        metrics.ProbsRatio = ratio;
        metrics.ProbsRatioClamped = config.DisablePpoRatio ? logprob : Term.Clamp(ratio, lower, upper);
        metrics.KlPenalty = kl;
        metrics.SamplingImportanceRatio = importance;
        metrics.NumValidSamples = Term.OncePerSequence(1);

        // These two watch the engine: what it gives that is not finite shows, absent or not, as in the reference.
        var weight = Term.Weigh(token.SampleMask, token.TokenMask);
        metrics.TokenMultProbError = Term.IncludingAbsent(Term.Exp(Term.Abs(engine - token.PrevLogprobs) * weight));
        // A token of probability 0 adds nothing: p log p goes to 0 with p, where 0 * -inf would be NaN.
        var isImpossible = Term.AreEqual(logprob, double.NegativeInfinity);
        metrics.ApproxEntropy = Term.IncludingAbsent(Term.Select(isImpossible, 0, -Term.Exp(logprob - engine) * logprob));
        return loss;
    }

    /// <summary>
    /// The clipped surrogate of PPO: <c>-A * min(r, upper)</c> where the advantage is positive, <c>-A * max(r, lower)</c> where
    /// it is negative, and there with dual clip at most <c>-A * c</c>. Without an advantage there is no loss, be the ratio
    /// infinite.
    /// </summary>
    /// <param name="ratio">The ratio <c>r</c> of the policy to the previous policy.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    /// <param name="lower">The lower bound of the ratio.</param>
    /// <param name="upper">Its upper bound.</param>
    /// <param name="dualClip">The bound <c>c</c> (arXiv:1912.09729); null for none.</param>
    public static Term Surrogate(Term ratio, Term advantages, Term lower, Term upper, double? dualClip)
    {
        var (gains, loses) = (advantages > 0, advantages < 0);
        var (isAbove, isBelow) = (gains & ratio > upper, loses & ratio < lower);
        var surrogate = Term.Select(isAbove, -advantages * upper, Term.Select(isBelow, -advantages * lower, Advantage(ratio, advantages)));
        return dualClip is { } c ? Term.Select(loses & ratio > c, -advantages * c, surrogate) : surrogate;
    }

    // -A * r, but no loss without an advantage, be the ratio infinite. NaN shows.
    private static Term Advantage(Term ratio, Term advantages)
    {
        var isNothing = Term.AreEqual(advantages, 0) & Term.AreEqual(Term.Abs(ratio), double.PositiveInfinity);
        return Term.Select(isNothing, 0, -advantages * ratio);
    }

    // v * K.
    private static Term Divergence(Term logprob, Term reference, Term engine, ClippedPGLossConfig config)
    {
        var divergence = KlPenalty.K3(logprob, reference);
        // Without the approximation the weight is 1, yet with the gradient of exp(y).
        var weight = config.UseOnPolicyKlApproximation
            ? Term.FiniteOrZero(Term.Exp(logprob - engine))
            : Term.Exp(Term.GradientOnly(Term.FiniteOrZero(logprob)));
        var weighed = Term.Weigh(divergence, Term.StopGradient(weight));
        if (!config.UseKlScoreFunctionGradient)
            return weighed;
        // Each of the two terms of the derivative, v * K' and v' * K, counts as 0 where it overflows.
        var hasScore = !Term.AreEqual(weight, 0) & Term.IsFinite(logprob);
        var score = Term.Select(hasScore, weight * Term.StopGradient(divergence), 0);
        return Term.FiniteGradient(weighed) + Term.FiniteGradient(Term.GradientOnly(score));
    }

    // Where the token is absent 0, but for what is not finite, which shows.
    private static Term Engine(ClippedPGLossDataDict.Terms token)
    {
        var given = Term.Unmasked(token.GenerationLogprobs);
        return Term.Select(Term.IsFinite(given), token.GenerationLogprobs, given);
    }
}
