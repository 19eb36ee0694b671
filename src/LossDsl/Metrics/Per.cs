namespace LossDsl;

/// <summary>The count that a metric was divided by.</summary>
public enum Per
{
    /// <summary>None: a plain sum, minimum or maximum.</summary>
    Nothing,

    /// <summary>The valid tokens of the whole step (<see cref="GlobalNormalization.ValidTokens"/>).</summary>
    Token,

    /// <summary>The valid sequences of the whole step (<see cref="GlobalNormalization.ValidSequences"/>).</summary>
    Sequence,

    /// <summary>The valid pairs of the whole step: half of its valid sequences.</summary>
    Pair,

    /// <summary>The same count as the loss itself: tokens or sequences, as the config says.</summary>
    Loss,
}
