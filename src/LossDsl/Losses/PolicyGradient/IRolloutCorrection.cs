namespace LossDsl;

/// <summary>
/// Settings of the correction for the mismatch between the policy at the start of the step and the inference engine that sampled the
/// tokens.
/// </summary>
internal interface IRolloutCorrection
{
    /// <summary>The level (token or sequence) of the importance weight; null for no weight.</summary>
    CorrectionLevel? CorrectionLevel { get; }

    /// <summary>How an importance weight out of bounds is treated.</summary>
    CorrectionBound CorrectionBound { get; }

    /// <summary>The lower bound of the importance weight; null for 0.</summary>
    double? CorrectionLowerBound { get; }

    /// <summary>The upper bound of the importance weight; null for none.</summary>
    double? CorrectionUpperBound { get; }

    /// <summary>The statistic by which tokens or sequences are rejected; null for no rejection.</summary>
    RejectionStatistic? RejectionStatistic { get; }

    /// <summary>The level (token or sequence) of the rejection statistic.</summary>
    CorrectionLevel RejectionLevel { get; }

    /// <summary>The lower bound of the rejection statistic; null for none.</summary>
    double? RejectionLowerBound { get; }

    /// <summary>The upper bound of the rejection statistic; null for none.</summary>
    double? RejectionUpperBound { get; }

    /// <summary>A sequence with a token ratio below this value is dropped; null for no bound.</summary>
    double? VetoLowerBound { get; }

    /// <summary>A sequence with a token ratio above this value is dropped; null for no bound.</summary>
    double? VetoUpperBound { get; }

    /// <summary>Clamps the log of ratios to ± this value; infinity for no clamp.</summary>
    double LogRatioClamp { get; }
}
