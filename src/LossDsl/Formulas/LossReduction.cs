namespace LossDsl;

/// <summary>The reduction of the losses of tokens to the loss.</summary>
public enum LossReduction
{
    /// <summary>
    /// Every token has the same weight: <c>sum(l * token_mask * sample_mask) / N</c>, where <c>N</c> is the number of valid tokens of the
    /// whole step.
    /// </summary>
    TokenMean,

    /// <summary>
    /// Every sequence has the same weight: the mean over a row's tokens by <c>token_mask</c>, then the mean over rows by
    /// <c>sample_mask</c>, divided by the number of valid sequences of the whole step.
    /// </summary>
    SequenceMean,

    /// <summary>No denominator: <c>sum(l * token_mask * sample_mask)</c>.</summary>
    TokenSum,

    /// <summary>
    /// The sum over a row's tokens, then the mean over rows by <c>sample_mask</c>, divided by the valid sequences of the whole step.
    /// </summary>
    SequenceMeanOfSums,

    /// <summary>One loss per row, shape <c>[B]</c>: <c>sum(l * token_mask * sample_mask)</c>. Needs no counts.</summary>
    PerSequenceSum,

    /// <summary>
    /// One loss per row, shape <c>[B]</c>: the sum divided by the row's <c>max(sum(token_mask * sample_mask), 1)</c>.
    /// </summary>
    PerSequenceMean,
}
