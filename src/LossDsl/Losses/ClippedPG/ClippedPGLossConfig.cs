using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>Configuration of <see cref="ClippedPGLossFn"/>.</summary>
[LossConfig]
public sealed partial record ClippedPGLossConfig
{
    /// <summary>Weight of the divergence from the reference policy (β of GRPO); 0 turns the term off.</summary>
    [Range(0, LossWeight.MaxValue)]
    public required double ReferencePolicyKlPenalty { get; init; }

    /// <summary>How far below 1 the ratio counts: its lower bound is <c>1 - ratio_clip_min</c> (ε of PPO).</summary>
    [Range(0, 1)]
    public required double RatioClipMin { get; init; }

    /// <summary>How far above 1 the ratio counts: its upper bound is <c>1 + ratio_clip_max</c> (DAPO's ε_high);
    /// infinity for none.</summary>
    [Range(0, double.PositiveInfinity)]
    public required double RatioClipMax { get; init; }

    /// <summary>The dual-clip bound of the ratio where the advantage is negative (arXiv:1912.09729); null turns it off.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public required double? RatioClipC { get; init; }

    /// <summary>Whether the divergence is weighted by the policy over the generating engine, token by token.</summary>
    public required bool UseOnPolicyKlApproximation { get; init; }

    /// <summary>
    /// Whether the weight of the divergence carries a gradient: the score-function term that the divergence of the policy
    /// itself has, since its samples depend on the policy too (arXiv:2506.09477). Without it the gradient is that of the
    /// per-token estimate alone.
    /// </summary>
    public bool UseKlScoreFunctionGradient { get; init; }

    /// <summary>Whether the policy term is weighted by the previous policy over the generating engine, token by token.</summary>
    public required bool UseImportanceSamplingCorrection { get; init; }

    /// <summary>Whether all tokens weigh the same (true), or all sequences (false).</summary>
    [ConflictsWith(nameof(SequenceLevelImportanceRatios))]
    public required bool TokenLevelLoss { get; init; }

    /// <summary>Whether the log-probability itself stands in place of the ratio: REINFORCE, RLOO (arXiv:2402.14740).</summary>
    public bool DisablePpoRatio { get; init; }

    /// <summary>Whether ratio and weight are those of whole sequences: GSPO (arXiv:2507.18071).</summary>
    [ConflictsWith(nameof(DisablePpoRatio))]
    [ForbiddenWhen(nameof(TruncatedImportanceSamplingType), Is = "seq-mask-tis")]
    public bool SequenceLevelImportanceRatios { get; init; }

    /// <summary>Whether the ratio is that of the policy to itself, 1 with the gradient of a ratio: for data that is on policy.</summary>
    [ConflictsWith(nameof(DisablePpoRatio))]
    public bool ForceOnPolicyRatio { get; init; }

    /// <summary>Whether the clipped ratio weighs the log-probability, so that no token loses its gradient: CISPO (arXiv:2506.13585).</summary>
    [Requires(nameof(TokenLevelLoss))]
    [ConflictsWith(nameof(RatioClipC))]
    [ConflictsWith(nameof(DisablePpoRatio))]
    public bool UseCispo { get; init; }

    /// <summary>The estimate of the divergence: k1, k2 or k3.</summary>
    [AllowedValues(KlEstimator.K1, KlEstimator.K2, KlEstimator.K3)]
    public KlEstimator ReferencePolicyKlType { get; init; } = KlEstimator.K3;

    /// <summary>How far from 0 the log-ratio of reference to policy counts; null for no bound.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? KlInputClampValue { get; init; }

    /// <summary>How far from 0 the weighed divergence of a token counts; null for no bound.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? KlOutputClampValue { get; init; }

    /// <summary>Whether the divergence is taken from the rewards, and therefore not added to the loss.</summary>
    public bool UseKlInReward { get; init; }

    /// <summary>
    /// What bounds the weights of the importance-sampling correction: <c>tis</c> clamps them, <c>icepop</c> makes them 0 beyond the
    /// bounds (arXiv:2510.18855), <c>seq-mask-tis</c> drops sequences whose geometric mean is beyond; null for nothing.
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
    public double? TruncatedImportanceSamplingRatioMin { get; init; }

    /// <summary>What the likelihood of answers with a positive reward weighs (μ of VAPO, arXiv:2504.05118); 0 turns the term off.</summary>
    [Range(0, LossWeight.MaxValue)]
    public double PositiveExampleNllWeight { get; init; }

    /// <summary>Whether the metrics report the divergences of the engine that generated the tokens, which take time.</summary>
    public bool ReportEngineDivergence { get; init; }

    /// <summary>
    /// What NeMo-RL's configuration says by default at commit 7ea279ab of 2026-08-22 (after v0.7.0). Later defaults of NeMo-RL do not
    /// change it.
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
