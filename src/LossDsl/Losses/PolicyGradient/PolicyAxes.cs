namespace LossDsl;

/// <summary>The denominator of the policy ratio.</summary>
public enum RatioDenominator
{
    /// <summary>The policy at the start of the step: <c>prev_logprobs</c>.</summary>
    PreviousPolicy,

    /// <summary>The inference engine that generated the tokens: <c>generation_logprobs</c>.</summary>
    RolloutPolicy,

    /// <summary>The current policy itself: the value 1 with the gradient of a ratio, for on-policy data.</summary>
    CurrentPolicy,
}

/// <summary>The level of the policy ratio: token or sequence.</summary>
public enum RatioLevel
{
    /// <summary>A ratio per token.</summary>
    Token,

    /// <summary>A ratio per sequence, the geometric mean of its tokens' ratios (GSPO, arXiv:2507.18071).</summary>
    Sequence,

    /// <summary>The value of <see cref="Sequence"/> with a gradient only through the token itself (GSPO-token).</summary>
    SequenceTokenGradient,

    /// <summary>A ratio per sequence, the product of its tokens' ratios (RLOO, arXiv:2402.14740).</summary>
    SequenceProduct,
}

/// <summary>The trust region of <see cref="PolicyObjective.TrustRegion"/>, within which tokens are kept.</summary>
public enum TrustRegion
{
    /// <summary>A bound on the difference of probabilities, in the direction of the advantage (DPPO-TV, arXiv:2602.04879).</summary>
    TotalVariation,

    /// <summary>
    /// A bound on the KL divergence of the binary choice "this token or another", in the direction of the advantage (DPPO-KL).
    /// </summary>
    Divergence,

    /// <summary>A bound on the difference of probabilities in both directions (the mask of INTELLECT's IPO).</summary>
    Symmetric,
}

/// <summary>The level at which the previous policy is compared with the rollout policy.</summary>
public enum CorrectionLevel
{
    /// <summary>Per token.</summary>
    Token,

    /// <summary>Per sequence: the sum over its tokens; for a ratio, the product.</summary>
    Sequence,

    /// <summary>Per sequence: the mean over its tokens; for a ratio, the geometric mean.</summary>
    SequenceMean,

    /// <summary>Per sequence: the maximum over its tokens. For rejection only.</summary>
    SequenceMaximum,
}

/// <summary>The treatment of an importance weight out of bounds.</summary>
public enum CorrectionBound
{
    /// <summary>Clamped to the bound (TIS).</summary>
    Clamp,

    /// <summary>Set to 0 (icepop, arXiv:2510.18855).</summary>
    Mask,
}

/// <summary>
/// The statistic that a rejection compares with its bounds; <c>q</c> is the log-ratio of previous policy to rollout policy.
/// </summary>
public enum RejectionStatistic
{
    /// <summary><c>exp(q)</c>.</summary>
    Ratio,

    /// <summary><c>-q</c>, the k1 estimate of the KL divergence of the rollout policy from the previous policy.</summary>
    K1,

    /// <summary><c>q * q / 2</c>, the k2 estimate.</summary>
    K2,

    /// <summary><c>exp(q) - 1 - q</c>, the k3 estimate.</summary>
    K3,
}

/// <summary>An estimator of the KL divergence from the reference policy; <c>d</c> is the log-ratio of reference to policy.</summary>
public enum KlEstimator
{
    /// <summary><c>-d</c>.</summary>
    K1,

    /// <summary><c>d * d / 2</c>.</summary>
    K2,

    /// <summary><c>exp(d) - d - 1</c>.</summary>
    K3,

    /// <summary><c>|d|</c>.</summary>
    Absolute,
}

/// <summary>The weight of a token's KL divergence.</summary>
public enum KlWeight
{
    /// <summary>No weight.</summary>
    None,

    /// <summary>The policy ratio, as in the policy term (DeepSeek-V3.2, arXiv:2512.02556).</summary>
    PolicyRatio,

    /// <summary>The ratio of the policy to the rollout policy, from which the tokens were sampled.</summary>
    RolloutPolicy,
}

/// <summary>The gradient of the KL term.</summary>
public enum KlGradient
{
    /// <summary>The gradient of the estimate; the weight is a constant.</summary>
    Estimate,

    /// <summary>The gradient of weight times estimate; a weight of 1 has the gradient of <c>exp(y)</c> (arXiv:2506.09477).</summary>
    ScoreFunction,

    /// <summary>The gradient of k2, whatever the estimator (verl's <c>k3+</c>).</summary>
    StraightThrough,
}

/// <summary>The reduction of the token losses to the loss of a step.</summary>
public enum PolicyReduction
{
    /// <summary>The mean over tokens: all tokens have the same weight (DAPO, arXiv:2503.14476).</summary>
    TokenMean,

    /// <summary>The sum over tokens.</summary>
    TokenSum,

    /// <summary>The mean over sequences of the mean over a sequence's tokens (GRPO, arXiv:2402.03300).</summary>
    SequenceMeanOfTokenMeans,

    /// <summary>The mean over sequences of the sum over a sequence's tokens (LUSPO, arXiv:2602.05261).</summary>
    SequenceMeanOfTokenSums,

    /// <summary>As <see cref="SequenceMeanOfTokenSums"/>, divided by a constant number of tokens (Dr.GRPO, arXiv:2503.20783).</summary>
    Constant,

    /// <summary>The mean over prompts of the mean over the tokens of all responses to a prompt.</summary>
    PromptMean,
}
