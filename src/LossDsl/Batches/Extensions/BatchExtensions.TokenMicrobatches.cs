namespace LossDsl;

/// <summary>Splits batches with a token mask into microbatches by the lengths that the mask gives.</summary>
public static partial class BatchExtensions
{
    /// <summary>
    /// Splits into consecutive microbatches under a token budget. The length of a row is the position of its last token whose mask is not
    /// 0; each microbatch is truncated to its longest row.
    /// </summary>
    /// <param name="batch">The batch. Its token mask is copied to the host once.</param>
    /// <param name="maxTokens">The budget: rows times longest length, padding included.</param>
    /// <param name="multiple">Lengths are rounded up to a multiple of this number, up to the length of the batch.</param>
    /// <typeparam name="T">The type of the batch.</typeparam>
    public static IEnumerable<T> MicrobatchesByTokens<T>(this T batch, long maxTokens, long multiple = 1)
        where T : class, IBatch<T>, IMaskedBatch
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.MicrobatchesByTokens(maxTokens, UsedTokens.CountPerRow(batch.TokenMask, batch.Rows), multiple);
    }
}
