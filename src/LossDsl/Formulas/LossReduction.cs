namespace LossDsl;

/// <summary>How the losses of tokens become the loss.</summary>
public enum LossReduction
{
    /// <summary>
    /// All tokens weigh the same: <c>sum(l * token_mask * sample_mask) / N</c>, with <c>N</c> the valid tokens of the whole step.
    /// </summary>
    TokenMean,

    /// <summary>
    /// All sequences weigh the same: the mean over a row's tokens by <c>token_mask</c>, then over rows by <c>sample_mask</c>
    /// and the valid sequences of the whole step.
    /// </summary>
    SequenceMean,

    /// <summary>Nothing is divided by: <c>sum(l * token_mask * sample_mask)</c>.</summary>
    TokenSum,

    /// <summary>The mean over rows, by <c>sample_mask</c> and the valid sequences of the whole step, of the sum over a row's tokens.</summary>
    SequenceMeanOfSums,

    /// <summary>One loss a row, shape <c>[B]</c>: <c>sum(l * token_mask * sample_mask)</c>. No count is needed.</summary>
    PerSequenceSum,

    /// <summary>
    /// One loss a row, shape <c>[B]</c>: the sum divided by the row's <c>sum(token_mask * sample_mask)</c>, at least 1.
    /// </summary>
    PerSequenceMean,
}
