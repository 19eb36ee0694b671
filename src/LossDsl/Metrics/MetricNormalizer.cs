namespace LossDsl;

/// <summary>The count that a metric was divided by.</summary>
public enum MetricNormalizer
{
    /// <summary>None: a plain sum, minimum or maximum.</summary>
    None,

    /// <summary>The valid tokens of the whole step (<see cref="GlobalNormalization.ValidTokens"/>).</summary>
    Tokens,

    /// <summary>The valid sequences of the whole step (<see cref="GlobalNormalization.ValidSequences"/>).</summary>
    Sequences,

    /// <summary>The valid pairs of the whole step: half of its valid sequences.</summary>
    Pairs,

    /// <summary>The same count as the loss itself: tokens or sequences, as the config says.</summary>
    Loss,
}
