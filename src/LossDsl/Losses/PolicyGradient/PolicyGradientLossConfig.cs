using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>
/// Configuration of <see cref="PolicyGradientLoss"/>: one setting per choice. A setting that has no effect in combination with the
/// others is an error. The defaults are PPO's clipped surrogate with a mean over tokens.
/// </summary>
[LossConfig]
public sealed partial record PolicyGradientLossConfig : IRolloutCorrection
{
    /// <summary>The objective of the policy term.</summary>
    public PolicyObjective Objective { get; init; }

    /// <summary>The reduction of the token losses to the loss of the step.</summary>
    public PolicyReduction Reduction { get; init; }

    /// <summary>
    /// The number of tokens that a sequence is divided by with the reduction <c>constant</c>: the maximum response length (Dr.GRPO).
    /// </summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    [RequiredWhen(nameof(Reduction), Is = PolicyReduction.Constant)]
    [ForbiddenWhen(nameof(Reduction), IsNot = PolicyReduction.Constant)]
    public double? ReductionLength { get; init; }

    /// <summary>The denominator of the policy ratio.</summary>
    public RatioDenominator RatioDenominator { get; init; }

    /// <summary>The level of the policy ratio, token or sequence; null for token.</summary>
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
    /// The upper bound of the ratio for negative advantages: dual clip's c (arXiv:1912.09729), INTELLECT-2's δ
    /// (arXiv:2505.07291); null for none.
    /// </summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.PpoClip)]
    public double? DualClip { get; init; }

    /// <summary>
    /// Whether tokens with a ratio beyond the bound in the direction of their advantage are dropped (CISPO's unified mask).
    /// </summary>
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Cispo)]
    public bool MaskClippedTokens { get; init; }

    /// <summary>Clamps the log of ratios to ± this value; infinity for no clamp.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double LogRatioClamp { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Weight of a token's squared log-ratio in the loss: half of DRO's β (arXiv:2405.19107), τ of Kimi K2.5
    /// (arXiv:2602.02276); 0 disables the term.
    /// </summary>
    [Range(0, LossWeight.MaxValue)]
    public double LogRatioPenalty { get; init; }

    /// <summary>SAPO's temperature for positive advantages; null for 1.</summary>
    [Range(0, LossWeight.MaxValue, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Sapo)]
    public double? SapoTemperaturePositive { get; init; }

    /// <summary>SAPO's temperature for all other advantages; null for 1.05.</summary>
    [Range(0, LossWeight.MaxValue, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Sapo)]
    public double? SapoTemperatureNegative { get; init; }

    /// <summary>VESPO's exponent k for advantages of at least 0; null for 2.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Vespo)]
    public double? VespoKPositive { get; init; }

    /// <summary>VESPO's rate λ for advantages of at least 0; null for 3.</summary>
    [Range(0, LossWeight.MaxValue, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Vespo)]
    public double? VespoLambdaPositive { get; init; }

    /// <summary>VESPO's exponent k for negative advantages; null for 3.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Vespo)]
    public double? VespoKNegative { get; init; }

    /// <summary>VESPO's rate λ for negative advantages; null for 2.</summary>
    [Range(0, LossWeight.MaxValue, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Vespo)]
    public double? VespoLambdaNegative { get; init; }

    /// <summary>The trust region of the objective <c>trust_region</c>.</summary>
    [RequiredWhen(nameof(Objective), Is = PolicyObjective.TrustRegion)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.TrustRegion)]
    public TrustRegion? TrustRegion { get; init; }

    /// <summary>The threshold for a falling probability, or for the divergence if the advantage is not positive; null for 0.2.</summary>
    [Range(0, double.PositiveInfinity)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.TrustRegion)]
    public double? TrustRegionLower { get; init; }

    /// <summary>The threshold for a rising probability, or for the divergence if the advantage is positive; null for 0.2.</summary>
    [Range(0, double.PositiveInfinity)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.TrustRegion)]
    public double? TrustRegionUpper { get; init; }

    /// <summary>
    /// A cap of the ratio in the trust region. With a cap, the capped ratio is a constant weight of the log-probability, which alone
    /// carries the gradient; null for the ratio with its own gradient.
    /// </summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.TrustRegion)]
    public double? TrustRegionRatioCap { get; init; }

    /// <summary>TOPR's weight of responses with a positive reward; null for 1.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Topr)]
    public double? ToprPositiveWeight { get; init; }

    /// <summary>TOPR's weight of all other responses; null for 1.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.Topr)]
    public double? ToprNegativeWeight { get; init; }

    /// <summary>Weight of KL-Cov's penalty on the selected tokens; null for 1.</summary>
    [Range(0, LossWeight.MaxValue)]
    [ForbiddenWhen(nameof(Objective), IsNot = PolicyObjective.KlCov)]
    public double? CovariancePenalty { get; init; }

    /// <summary>The level of the importance weight that corrects for the inference engine, token or sequence; null for no weight.</summary>
    [AllowedValues(LossDsl.CorrectionLevel.Token, LossDsl.CorrectionLevel.Sequence, LossDsl.CorrectionLevel.SequenceMean)]
    public CorrectionLevel? CorrectionLevel { get; init; }

    /// <summary>How an importance weight out of bounds is treated.</summary>
    public CorrectionBound CorrectionBound { get; init; }

    /// <summary>The lower bound of the importance weight; null for 0.</summary>
    [Range(0, double.PositiveInfinity, MaximumIsExclusive = true)]
    [Requires(nameof(CorrectionLevel))]
    [AtMost(nameof(CorrectionUpperBound))]
    public double? CorrectionLowerBound { get; init; }

    /// <summary>The upper bound of the importance weight; null for none.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    [Requires(nameof(CorrectionLevel))]
    public double? CorrectionUpperBound { get; init; }

    /// <summary>
    /// The statistic by which tokens or sequences are rejected where inference engine and policy disagree; null for no rejection.
    /// </summary>
    public RejectionStatistic? RejectionStatistic { get; init; }

    /// <summary>The level of the rejection statistic, token or sequence.</summary>
    public CorrectionLevel RejectionLevel { get; init; }

    /// <summary>The lower bound of the rejection statistic; null for none.</summary>
    [Requires(nameof(RejectionStatistic))]
    [AtMost(nameof(RejectionUpperBound))]
    public double? RejectionLowerBound { get; init; }

    /// <summary>The upper bound of the rejection statistic.</summary>
    [Requires(nameof(RejectionStatistic))]
    [RequiredWhen(nameof(RejectionStatistic), IsNot = null)]
    public double? RejectionUpperBound { get; init; }

    /// <summary>
    /// A sequence with a token whose ratio of previous to rollout policy is below this value is dropped; null for no bound.
    /// </summary>
    [Range(0, double.PositiveInfinity, MaximumIsExclusive = true)]
    [AtMost(nameof(VetoUpperBound))]
    public double? VetoLowerBound { get; init; }

    /// <summary>
    /// A sequence with a token whose ratio of previous to rollout policy is above this value is dropped; null for no bound.
    /// </summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? VetoUpperBound { get; init; }

    /// <summary>
    /// Off-policy sequence mask (DeepSeek-V3.2, arXiv:2512.02556): tokens with a negative advantage are dropped if the mean of
    /// <c>previous - y</c> over their sequence exceeds this value; null for no mask.
    /// </summary>
    [Range(0, double.PositiveInfinity)]
    public double? OffPolicyMask { get; init; }

    /// <summary>Whether the off-policy mask uses the rollout policy instead of the previous policy.</summary>
    [Requires(nameof(OffPolicyMask))]
    public bool OffPolicyMaskUsesRollout { get; init; }

    /// <summary>Whether the policy term of each token is multiplied by <c>policy_weights</c> of the batch.</summary>
    public bool UsePolicyWeights { get; init; }

    /// <summary>Weight of the KL divergence from the reference policy (β of GRPO); 0 disables the term.</summary>
    [Range(0, LossWeight.MaxValue)]
    public double ReferencePolicyKlPenalty { get; init; }

    /// <summary>The estimator of the KL divergence.</summary>
    public KlEstimator ReferencePolicyKlType { get; init; } = KlEstimator.K3;

    /// <summary>The weight of the KL divergence of each token.</summary>
    public KlWeight KlWeight { get; init; }

    /// <summary>The gradient of the KL term.</summary>
    public KlGradient KlGradient { get; init; }

    /// <summary>Clamps the log-ratio of reference to policy to ± this value; null for no clamp.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? KlInputClampValue { get; init; }

    /// <summary>Clamps the weighted KL divergence of a token to ± this value; null for no clamp.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? KlOutputClampValue { get; init; }

    /// <summary>
    /// Weight of the entropy bonus; 0 only reports the entropy, null computes no entropy.
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

    /// <summary>
    /// Weight of the likelihood term of responses with a positive reward (μ of VAPO, arXiv:2504.05118); 0 disables the term.
    /// </summary>
    [Range(0, LossWeight.MaxValue)]
    public double PositiveExampleNllWeight { get; init; }
}
