namespace LossDsl;

/// <summary>Sorts the rows of batches.</summary>
public static partial class BatchExtensions
{
    /// <summary>
    /// Sorts the rows by length, as copies, so that microbatches of neighbouring rows
    /// (<see cref="MicrobatchesByTokens{T}(T, long, long)"/>) contain little padding. The length of a row is the position of its last token
    /// whose mask is not 0. The sort is stable. Rows that form a unit, such as a pair, stay together and are sorted by the longest.
    /// </summary>
    /// <param name="batch">The batch. Its token mask is copied to the host once.</param>
    /// <typeparam name="T">The type of the batch.</typeparam>
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
