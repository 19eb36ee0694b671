namespace LossDsl;

/// <summary>How to correct for what lies between the policy that trains and the engine that generated the tokens.</summary>
internal interface IRolloutCorrection
{
    /// <summary>Of what the weight is; null for none.</summary>
    CorrectionLevel? CorrectionLevel { get; }

    /// <summary>What happens to a weight beyond its bounds.</summary>
    CorrectionBound CorrectionBound { get; }

    /// <summary>The least weight; null for 0.</summary>
    double? CorrectionLowerBound { get; }

    /// <summary>The greatest weight; null for none.</summary>
    double? CorrectionUpperBound { get; }

    /// <summary>What rejects; null for nothing.</summary>
    RejectionStatistic? RejectionStatistic { get; }

    /// <summary>Of what the statistic is.</summary>
    CorrectionLevel RejectionLevel { get; }

    /// <summary>The least that is kept; null for none.</summary>
    double? RejectionLowerBound { get; }

    /// <summary>The greatest that is kept; null for none.</summary>
    double? RejectionUpperBound { get; }

    /// <summary>The least ratio of a token that does not reject its sequence; null for none.</summary>
    double? VetoLowerBound { get; }

    /// <summary>The greatest one; null for none.</summary>
    double? VetoUpperBound { get; }

    /// <summary>How far from 0 the logarithm of a ratio counts.</summary>
    double LogRatioClamp { get; }
}
