using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>
/// Configuration of <see cref="PolicyGradientLoss"/>: one setting for each choice, refused where it means nothing beside the
/// others. The defaults are PPO's clip as a mean over tokens.
/// </summary>
[LossConfig]
public sealed partial record PolicyGradientLossConfig : IRolloutCorrection
{
    /// <summary>The policy term.</summary>
    public PolicyObjective Objective { get; init; }

    /// <summary>How the losses of tokens become the loss of the step.</summary>
    public PolicyReduction Reduction { get; init; }

    /// <summary>By how many tokens a sequence is divided with the reduction <c>constant</c>: the longest answer (Dr.GRPO).</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    [RequiredWhen(nameof(Reduction), Is = PolicyReduction.Constant)]
    [ForbiddenWhen(nameof(Reduction), IsNot = PolicyReduction.Constant)]
    public double? ReductionLength { get; init; }

    /// <summary>What the ratio of the policy is taken against.</summary>
    public RatioDenominator RatioDenominator { get; init; }

    /// <summary>Of what the ratio is, where it is not of each token.</summary>
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Gmpo)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Vespo)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Reinforce)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.TrustRegion)]
    public RatioLevel? RatioLevel { get; init; }

    /// <summary>The lower bound of the ratio: the ratio itself, not its distance from 1; null for 0.8.</summary>
    [Range(0, 1)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Sapo)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Vespo)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.TrustRegion)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Topr)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Reinforce)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.KlCov)]
    public double? RatioLowerBound { get; init; }

    /// <summary>The upper bound of the ratio itself, infinity for none; null for 1.2.</summary>
    [Range(1, double.PositiveInfinity)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Sapo)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Vespo)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.TrustRegion)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Topr)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.Reinforce)]
    [ForbiddenWhen(nameof(Objective), Is = PolicyObjective.KlCov)]
    public double? RatioUpperBound { get; init; }

    /// <summary>
    /// The greatest ratio where the advantage is negative: dual clip's c (arXiv:1912.09729), INTELLECT-2's δ
    /// (arXiv:2505.07291); null for none.
    /// </summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.PpoClip)]
    public double? DualClip { get; init; }

    /// <summary>Whether tokens beyond a bound in the direction of their advantage are dropped after all (CISPO's unified mask).</summary>
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Cispo)]
    public bool MaskClippedTokens { get; init; }

    /// <summary>How far from 0 the logarithm of a ratio counts; infinity for no bound.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double LogRatioClamp { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// What the square of a token's log-ratio weighs in the loss: half of DRO's β (arXiv:2405.19107), τ of Kimi K2.5
    /// (arXiv:2602.02276); 0 turns it off.
    /// </summary>
    [Range(0, LossWeight.MaxValue)]
    public double LogRatioPenalty { get; init; }

    /// <summary>SAPO's temperature where the advantage is positive; null for 1.</summary>
    [Range(0, LossWeight.MaxValue, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Sapo)]
    public double? SapoTemperaturePositive { get; init; }

    /// <summary>SAPO's temperature elsewhere; null for 1.05.</summary>
    [Range(0, LossWeight.MaxValue, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Sapo)]
    public double? SapoTemperatureNegative { get; init; }

    /// <summary>VESPO's exponent k where the advantage is not negative; null for 2.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Vespo)]
    public double? VespoKPositive { get; init; }

    /// <summary>VESPO's rate λ there; null for 3.</summary>
    [Range(0, LossWeight.MaxValue, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Vespo)]
    public double? VespoLambdaPositive { get; init; }

    /// <summary>VESPO's exponent k where the advantage is negative; null for 3.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Vespo)]
    public double? VespoKNegative { get; init; }

    /// <summary>VESPO's rate λ there; null for 2.</summary>
    [Range(0, LossWeight.MaxValue, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Vespo)]
    public double? VespoLambdaNegative { get; init; }

    /// <summary>Which region the objective <c>trust_region</c> keeps a token in.</summary>
    [RequiredWhen(nameof(Objective), Is = PolicyObjective.TrustRegion)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.TrustRegion)]
    public TrustRegion? TrustRegion { get; init; }

    /// <summary>How far the probability of a token may fall, or diverge where the advantage is not positive; null for 0.2.</summary>
    [Range(0, double.PositiveInfinity)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.TrustRegion)]
    public double? TrustRegionLower { get; init; }

    /// <summary>How far it may rise, or diverge where the advantage is positive; null for 0.2.</summary>
    [Range(0, double.PositiveInfinity)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.TrustRegion)]
    public double? TrustRegionUpper { get; init; }

    /// <summary>
    /// The greatest ratio by which a trust region weighs the log-probability of a token, which then alone carries the gradient;
    /// null for the ratio itself with its own gradient.
    /// </summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.TrustRegion)]
    public double? TrustRegionRatioCap { get; init; }

    /// <summary>What answers with a positive reward weigh in TOPR; null for 1.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Topr)]
    public double? ToprPositiveWeight { get; init; }

    /// <summary>What other answers weigh there; null for 1.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Topr)]
    public double? ToprNegativeWeight { get; init; }

    /// <summary>What KL-Cov's penalty on the selected tokens weighs; null for 1.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.KlCov)]
    public double? CovariancePenalty { get; init; }

    /// <summary>Of what the weight is that corrects for the engine that generated the tokens; null for no weight.</summary>
    [AllowedValues(LossDsl.CorrectionLevel.Token, LossDsl.CorrectionLevel.Sequence, LossDsl.CorrectionLevel.SequenceMean)]
    public CorrectionLevel? CorrectionLevel { get; init; }

    /// <summary>What happens to that weight beyond its bounds.</summary>
    public CorrectionBound CorrectionBound { get; init; }

    /// <summary>The least weight; null for 0.</summary>
    [Range(0, double.PositiveInfinity, MaximumIsExclusive = true)]
    [Requires(nameof(CorrectionLevel))]
    public double? CorrectionLowerBound { get; init; }

    /// <summary>The greatest weight; null for none.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    [Requires(nameof(CorrectionLevel))]
    public double? CorrectionUpperBound { get; init; }

    /// <summary>What rejects tokens or sequences on which engine and policy disagree; null for nothing.</summary>
    public RejectionStatistic? RejectionStatistic { get; init; }

    /// <summary>Of what that statistic is.</summary>
    public CorrectionLevel RejectionLevel { get; init; }

    /// <summary>The least statistic that is kept; null for none.</summary>
    [Requires(nameof(RejectionStatistic))]
    public double? RejectionLowerBound { get; init; }

    /// <summary>The greatest statistic that is kept.</summary>
    [Requires(nameof(RejectionStatistic))]
    [RequiredWhen(nameof(RejectionStatistic), IsNot = null)]
    public double? RejectionUpperBound { get; init; }

    /// <summary>A sequence with a token below this ratio of previous to rollout policy is dropped; null for none.</summary>
    [Range(0, double.PositiveInfinity, MaximumIsExclusive = true)]
    public double? VetoLowerBound { get; init; }

    /// <summary>A sequence with a token above this ratio is dropped; null for none.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? VetoUpperBound { get; init; }

    /// <summary>
    /// Off-policy sequence mask (DeepSeek-V3.2, arXiv:2512.02556): tokens with a negative advantage are dropped where the mean of
    /// <c>previous - y</c> over their sequence is above this; null for none.
    /// </summary>
    [Range(0, double.PositiveInfinity)]
    public double? OffPolicyMask { get; init; }

    /// <summary>Whether that mask compares with the rollout policy in place of the previous one.</summary>
    [Requires(nameof(OffPolicyMask))]
    public bool OffPolicyMaskUsesRollout { get; init; }

    /// <summary>Whether the policy term of each token is multiplied by <c>policy_weights</c> of the batch.</summary>
    public bool UsePolicyWeights { get; init; }

    /// <summary>Weight of the divergence from the reference policy (β of GRPO); 0 turns the term off.</summary>
    [Range(0, LossWeight.MaxValue)]
    public double ReferencePolicyKlPenalty { get; init; }

    /// <summary>The estimate of that divergence.</summary>
    public KlEstimator ReferencePolicyKlType { get; init; } = KlEstimator.K3;

    /// <summary>What it is weighed by.</summary>
    public KlWeight KlWeight { get; init; }

    /// <summary>Its gradient.</summary>
    public KlGradient KlGradient { get; init; }

    /// <summary>How far from 0 the log-ratio of reference to policy counts; null for no bound.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? KlInputClampValue { get; init; }

    /// <summary>How far from 0 the weighed divergence of a token counts; null for no bound.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? KlOutputClampValue { get; init; }

    /// <summary>
    /// What the entropy of the predictions weighs as a bonus; 0 measures it without a bonus, null for neither.
    /// </summary>
    [Range(0, LossWeight.MaxValue)]
    public double? EntropyCoefficient { get; init; }

    /// <summary>
    /// Whether the bonus of each row is multiplied by <c>entropy_weights</c> of the batch too: for a coefficient that changes from
    /// step to step (<see cref="AdaptiveEntropy"/>).
    /// </summary>
    [Requires(nameof(EntropyCoefficient))]
    [ForbiddenWhen(nameof(EntropyCoefficient), Is = 0.0)]
    public bool UseEntropyWeights { get; init; }

    /// <summary>What the likelihood of answers with a positive reward weighs (μ of VAPO, arXiv:2504.05118); 0 turns the term off.</summary>
    [Range(0, LossWeight.MaxValue)]
    public double PositiveExampleNllWeight { get; init; }
}
