namespace LossDsl;

/// <summary>The denominator of a metric.</summary>
public enum MetricNormalizer
{
    /// <summary>No denominator: a plain sum, minimum or maximum.</summary>
    None,

    /// <summary>The valid tokens of the whole step (<see cref="GlobalNormalization.ValidTokens"/>).</summary>
    Tokens,

    /// <summary>The valid sequences of the whole step (<see cref="GlobalNormalization.ValidSequences"/>).</summary>
    Sequences,

    /// <summary>The valid pairs of the whole step: half of its valid sequences.</summary>
    Pairs,

    /// <summary>The denominator of the loss itself: tokens or sequences, depending on the configuration.</summary>
    Loss,
}
