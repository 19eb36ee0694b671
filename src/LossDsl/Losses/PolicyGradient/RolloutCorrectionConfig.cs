using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>Configuration of <see cref="RolloutCorrection"/>, with the settings that <see cref="PolicyGradientLossConfig"/> has as well.</summary>
[LossConfig]
public sealed partial record RolloutCorrectionConfig : IRolloutCorrection
{
    /// <summary>Of what the weight is; null for no weight.</summary>
    [AllowedValues(LossDsl.CorrectionLevel.Token, LossDsl.CorrectionLevel.Sequence, LossDsl.CorrectionLevel.SequenceMean)]
    public CorrectionLevel? CorrectionLevel { get; init; }

    /// <summary>What happens to a weight beyond its bounds.</summary>
    public CorrectionBound CorrectionBound { get; init; }

    /// <summary>The least weight; null for 0.</summary>
    [Range(0, double.PositiveInfinity, MaximumIsExclusive = true)]
    [Requires(nameof(CorrectionLevel))]
    public double? CorrectionLowerBound { get; init; }

    /// <summary>The greatest weight; null for none.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    [Requires(nameof(CorrectionLevel))]
    public double? CorrectionUpperBound { get; init; }

    /// <summary>Whether the weights are divided by their mean over the tokens of the step; by that over its sequences, if they are of sequences.</summary>
    [Requires(nameof(CorrectionLevel))]
    public bool NormalizeWeights { get; init; }

    /// <summary>What rejects tokens or sequences; null for nothing.</summary>
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

    /// <summary>A sequence with a token below this ratio is dropped; null for none.</summary>
    [Range(0, double.PositiveInfinity, MaximumIsExclusive = true)]
    public double? VetoLowerBound { get; init; }

    /// <summary>A sequence with a token above this ratio is dropped; null for none.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? VetoUpperBound { get; init; }

    /// <summary>How far from 0 the logarithm of a ratio counts; infinity for no bound.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double LogRatioClamp { get; init; } = double.PositiveInfinity;
}
