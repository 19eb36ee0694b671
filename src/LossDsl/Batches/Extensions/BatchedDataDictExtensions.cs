namespace LossDsl;

/// <summary>Splits dictionary batches into microbatches by the lengths that the value of <c>token_mask</c> gives.</summary>
public static class BatchedDataDictExtensions
{
    /// <inheritdoc cref="BatchExtensions.MicrobatchesByTokens{T}(T, long, long)"/>
    /// <exception cref="KeyNotFoundException">The batch has no <c>token_mask</c>.</exception>
    public static IEnumerable<T> MicrobatchesByTokens<T>(this T batch, long maxTokens, long multiple = 1)
        where T : BatchedDataDict, IBatch<T>
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.MicrobatchesByTokens(maxTokens, UsedTokens.CountPerRow(batch.GetTensor("token_mask"), batch.Rows), multiple);
    }
}
