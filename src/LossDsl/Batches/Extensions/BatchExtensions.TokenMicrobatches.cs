namespace LossDsl;

/// <summary>Cuts batches that have a token mask into microbatches by what it leaves of their rows.</summary>
public static class BatchExtensions
{
    /// <summary>
    /// Consecutive microbatches of as many rows as a budget of tokens admits, every row once. A row is as long as its token
    /// mask says: what follows its last token that counts is left out where no other row needs it.
    /// </summary>
    /// <param name="batch">The batch. Its mask is read on the host, once.</param>
    /// <param name="maxTokens">The budget: rows times the longest of them.</param>
    /// <param name="multiple">What the number of tokens is rounded up to a multiple of, as far as the batch has them.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static IEnumerable<T> MicrobatchesByTokens<T>(this T batch, long maxTokens, long multiple = 1)
        where T : class, IBatch<T>, IMaskedBatch
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.MicrobatchesByTokens(maxTokens, UsedTokens.CountPerRow(batch.TokenMask, batch.Rows), multiple);
    }
}
