using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>
/// Configuration of <see cref="RolloutCorrection"/>. The settings are also part of <see cref="PolicyGradientLossConfig"/>, except
/// <see cref="NormalizeWeights"/>.
/// </summary>
[LossConfig]
public sealed partial record RolloutCorrectionConfig : IRolloutCorrection
{
    /// <summary>The level of the importance weight, token or sequence; null for no weight.</summary>
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
    /// Whether weights are divided by their mean over the tokens of the step; for weights per sequence, over the sequences of the step.
    /// </summary>
    [Requires(nameof(CorrectionLevel))]
    public bool NormalizeWeights { get; init; }

    /// <summary>The statistic by which tokens or sequences are rejected; null for no rejection.</summary>
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

    /// <summary>Clamps the log of ratios to ± this value; infinity for no clamp.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double LogRatioClamp { get; init; } = double.PositiveInfinity;
}
