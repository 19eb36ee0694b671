using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>Configuration of <see cref="ClippedPGLossFn"/>.</summary>
[LossConfig]
public sealed partial record ClippedPGLossConfig
{
    /// <summary>Weight of the KL divergence from the reference policy (β of GRPO); 0 disables the term.</summary>
    [Range(0, LossWeight.MaxValue)]
    public required double ReferencePolicyKlPenalty { get; init; }

    /// <summary>Distance of the ratio's lower bound from 1: the ratio is clipped at <c>1 - ratio_clip_min</c> (ε of PPO).</summary>
    [Range(0, 1)]
    public required double RatioClipMin { get; init; }

    /// <summary>Distance of the ratio's upper bound from 1: the ratio is clipped at <c>1 + ratio_clip_max</c> (DAPO's ε_high);
    /// infinity for no upper bound.</summary>
    [Range(0, double.PositiveInfinity)]
    public required double RatioClipMax { get; init; }

    /// <summary>The dual-clip bound of the ratio for negative advantages (arXiv:1912.09729); null disables it.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public required double? RatioClipC { get; init; }

    /// <summary>Whether the KL divergence of each token is weighted by the ratio of the policy to the inference engine.</summary>
    public required bool UseOnPolicyKlApproximation { get; init; }

    /// <summary>
    /// Whether the weight of the KL divergence carries a gradient. This adds the score-function term of the true gradient of the KL
    /// divergence, whose samples depend on the policy too (arXiv:2506.09477). Without it the gradient is that of the
    /// per-token estimate alone.
    /// </summary>
    public bool UseKlScoreFunctionGradient { get; init; }

    /// <summary>Whether the policy term of each token is weighted by the ratio of the previous policy to the inference engine.</summary>
    public required bool UseImportanceSamplingCorrection { get; init; }

    /// <summary>Whether all tokens have the same weight (true), or all sequences (false).</summary>
    [ConflictsWith(nameof(SequenceLevelImportanceRatios))]
    public required bool TokenLevelLoss { get; init; }

    /// <summary>Whether the log-probability replaces the ratio: REINFORCE, RLOO (arXiv:2402.14740).</summary>
    public bool DisablePpoRatio { get; init; }

    /// <summary>Whether ratio and importance weight are computed per sequence instead of per token: GSPO (arXiv:2507.18071).</summary>
    [ConflictsWith(nameof(DisablePpoRatio))]
    [ForbiddenWhen(nameof(TruncatedImportanceSamplingType), Is = "seq-mask-tis")]
    public bool SequenceLevelImportanceRatios { get; init; }

    /// <summary>Whether the ratio is that of the policy to itself: the value 1 with the gradient of a ratio, for on-policy data.</summary>
    [ConflictsWith(nameof(DisablePpoRatio))]
    public bool ForceOnPolicyRatio { get; init; }

    /// <summary>
    /// Whether the clipped ratio is a weight of the log-probability, so that every token keeps its gradient: CISPO (arXiv:2506.13585).
    /// </summary>
    [Requires(nameof(TokenLevelLoss))]
    [ConflictsWith(nameof(RatioClipC))]
    [ConflictsWith(nameof(DisablePpoRatio))]
    public bool UseCispo { get; init; }

    /// <summary>The estimator of the KL divergence: k1, k2 or k3.</summary>
    [AllowedValues(KlEstimator.K1, KlEstimator.K2, KlEstimator.K3)]
    public KlEstimator ReferencePolicyKlType { get; init; } = KlEstimator.K3;

    /// <summary>Clamps the log-ratio of reference to policy to ± this value; null for no clamp.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? KlInputClampValue { get; init; }

    /// <summary>Clamps the weighted KL divergence of a token to ± this value; null for no clamp.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? KlOutputClampValue { get; init; }

    /// <summary>Whether the KL penalty is already subtracted from the rewards, and therefore not added to the loss.</summary>
    public bool UseKlInReward { get; init; }

    /// <summary>
    /// How the weights of the importance-sampling correction are bounded: <c>tis</c> clamps them, <c>icepop</c> sets weights out of bounds
    /// to 0 (arXiv:2510.18855), <c>seq-mask-tis</c> drops sequences whose geometric mean is out of bounds; null for no bound.
    /// </summary>
    [AllowedValues("tis", "icepop", "seq-mask-tis")]
    [Requires(nameof(UseImportanceSamplingCorrection))]
    public string? TruncatedImportanceSamplingType { get; init; }

    /// <summary>The upper bound of the weights.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    [Requires(nameof(TruncatedImportanceSamplingType))]
    [RequiredWhen(nameof(TruncatedImportanceSamplingType), IsNot = null)]
    public double? TruncatedImportanceSamplingRatio { get; init; }

    /// <summary>The lower bound of the weights.</summary>
    [Range(0, double.PositiveInfinity, MaximumIsExclusive = true)]
    [Requires(nameof(TruncatedImportanceSamplingType))]
    [RequiredWhen(nameof(TruncatedImportanceSamplingType), Is = "icepop")]
    [RequiredWhen(nameof(TruncatedImportanceSamplingType), Is = "seq-mask-tis")]
    [AtMost(nameof(TruncatedImportanceSamplingRatio))]
    public double? TruncatedImportanceSamplingRatioMin { get; init; }

    /// <summary>
    /// Weight of the likelihood term of responses with a positive reward (μ of VAPO, arXiv:2504.05118); 0 disables the term.
    /// </summary>
    [Range(0, LossWeight.MaxValue)]
    public double PositiveExampleNllWeight { get; init; }

    /// <summary>Whether the metrics include the divergences between inference engine and previous policy, which cost time.</summary>
    public bool ReportEngineDivergence { get; init; }

    /// <summary>
    /// The defaults of NeMo-RL's configuration at commit 7ea279ab of 2026-08-22 (after v0.7.0). Later changes of NeMo-RL's defaults do not
    /// change this value.
    /// </summary>
    public static ClippedPGLossConfig NeMoRL202608 { get; } = new()
    {
        ReferencePolicyKlPenalty = 0.01,
        RatioClipMin = 0.2,
        RatioClipMax = 0.2,
        RatioClipC = null,
        UseOnPolicyKlApproximation = false,
        UseKlScoreFunctionGradient = true,
        UseImportanceSamplingCorrection = false,
        TokenLevelLoss = true,
        KlInputClampValue = 20,
        KlOutputClampValue = 10,
        ReportEngineDivergence = true,
    };
}
