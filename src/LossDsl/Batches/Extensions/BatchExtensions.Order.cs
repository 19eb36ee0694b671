namespace LossDsl;

/// <summary>Orders the rows of batches by what is used of them.</summary>
public static class BatchExtensions
{
    /// <summary>
    /// The rows in the order of their lengths, as copies: then neighbours are of about one length, and microbatches of them
    /// (<see cref="BatchExtensions.MicrobatchesByTokens"/>) hold little padding. A row is as long as its token mask says;
    /// rows of one length stay in their order. Rows that belong together stay together, and count as their longest.
    /// </summary>
    /// <param name="batch">The batch. Its mask is read on the host, once.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <example>
    /// <code>
    /// foreach (var micro in batch.SortByLength().MicrobatchesByTokens(maxTokens: 4096))
    /// </code>
    /// </example>
    public static T SortByLength<T>(this T batch)
        where T : class, IBatch<T>, IMaskedBatch
    {
        var contents = BatchContents.Read(batch);
        _ = contents.CountGroups();
        var groups = UsedTokens.CountPerRow(batch.TokenMask, contents.Rows).Chunk((int)contents.RowGroup).Index();
        return batch.Select([.. groups
            .OrderBy(rows => rows.Item.Max())
            .SelectMany(rows => rows.Item.Select((_, place) => rows.Index * contents.RowGroup + place))]);
    }
}
