namespace LossDsl;

/// <summary>What the ratio of the policy is taken against.</summary>
public enum RatioDenominator
{
    /// <summary>The policy at the start of the step: <c>prev_logprobs</c>.</summary>
    PreviousPolicy,

    /// <summary>The engine that generated the tokens: <c>generation_logprobs</c>.</summary>
    RolloutPolicy,

    /// <summary>The policy itself: the ratio is 1 and has the gradient of a ratio. For data that is on policy.</summary>
    CurrentPolicy,
}

/// <summary>Of what the ratio of the policy is.</summary>
public enum RatioLevel
{
    /// <summary>Of each token.</summary>
    Token,

    /// <summary>Of the whole sequence, the geometric mean of its tokens' ratios (GSPO, arXiv:2507.18071).</summary>
    Sequence,

    /// <summary>The value of <see cref="Sequence"/> with the gradient of each token alone (GSPO-token).</summary>
    SequenceTokenGradient,

    /// <summary>Of the whole sequence, the product of its tokens' ratios (RLOO, arXiv:2402.14740).</summary>
    SequenceProduct,
}

/// <summary>The region that <see cref="PolicyObjective.TrustRegion"/> keeps the probability of a token in.</summary>
public enum TrustRegion
{
    /// <summary>By the difference of probabilities, in the direction of the advantage (DPPO-TV, arXiv:2602.04879).</summary>
    TotalVariation,

    /// <summary>By the divergence of "this token or another one", in the direction of the advantage (DPPO-KL).</summary>
    Divergence,

    /// <summary>By the difference of probabilities, in either direction (the mask of INTELLECT's IPO).</summary>
    Symmetric,
}

/// <summary>Of what the previous policy is compared with the rollout policy.</summary>
public enum CorrectionLevel
{
    /// <summary>Of each token.</summary>
    Token,

    /// <summary>Of the whole sequence: the sum over its tokens, for a ratio their product.</summary>
    Sequence,

    /// <summary>Of the whole sequence: the mean over its tokens, for a ratio their geometric mean.</summary>
    SequenceMean,

    /// <summary>Of the whole sequence: the greatest of its tokens. For rejection alone.</summary>
    SequenceMaximum,
}

/// <summary>What happens to a weight beyond its bounds.</summary>
public enum CorrectionBound
{
    /// <summary>It is cut to the bound (TIS).</summary>
    Clamp,

    /// <summary>It becomes 0 (icepop, arXiv:2510.18855).</summary>
    Mask,
}

/// <summary>What is held against the bounds of a rejection; <c>q</c> is the log-ratio of previous to rollout policy.</summary>
public enum RejectionStatistic
{
    /// <summary><c>exp(q)</c>.</summary>
    Ratio,

    /// <summary><c>-q</c>: the divergence of rollout from previous policy.</summary>
    K1,

    /// <summary><c>q * q / 2</c>.</summary>
    K2,

    /// <summary><c>exp(q) - 1 - q</c>.</summary>
    K3,
}

/// <summary>An estimate of the divergence from the reference policy; <c>d</c> is the log-ratio of reference to policy.</summary>
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

/// <summary>What the divergence of a token is weighed by.</summary>
public enum KlWeight
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The ratio of the policy, as the policy term has it (DeepSeek-V3.2, arXiv:2512.02556).</summary>
    PolicyRatio,

    /// <summary>The policy over the rollout policy: the tokens were drawn by that.</summary>
    RolloutPolicy,
}

/// <summary>The gradient of the divergence.</summary>
public enum KlGradient
{
    /// <summary>That of the estimate, its weight being a constant.</summary>
    Estimate,

    /// <summary>That of weight and estimate; a weight of 1 has the gradient of <c>exp(y)</c> there (arXiv:2506.09477).</summary>
    ScoreFunction,

    /// <summary>That of k2, whatever the estimate (verl's <c>k3+</c>).</summary>
    StraightThrough,
}

/// <summary>How the losses of tokens become the loss of a step.</summary>
public enum PolicyReduction
{
    /// <summary>All tokens weigh the same (DAPO, arXiv:2503.14476).</summary>
    TokenMean,

    /// <summary>They are added.</summary>
    TokenSum,

    /// <summary>All sequences weigh the same, each the mean of its tokens (GRPO, arXiv:2402.03300).</summary>
    SequenceMeanOfTokenMeans,

    /// <summary>The mean over sequences of the sum of a sequence's tokens (LUSPO, arXiv:2602.05261).</summary>
    SequenceMeanOfTokenSums,

    /// <summary>The same, divided by a constant number of tokens (Dr.GRPO, arXiv:2503.20783).</summary>
    Constant,

    /// <summary>All prompts weigh the same, each the mean of the tokens of all its answers.</summary>
    PromptMean,
}
