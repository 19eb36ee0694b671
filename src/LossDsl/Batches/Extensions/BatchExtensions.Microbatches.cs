namespace LossDsl;

/// <summary>Splits batches into microbatches of consecutive rows, as views of the batch's tensors.</summary>
/// <remarks>
/// Losses are normalized by the counts of the whole batch (<see cref="GlobalNormalization"/>), so the losses of the
/// microbatches add up to the loss of the batch. Microbatches are created lazily, one per iteration: a dispose scope around
/// the body of the loop frees the views of its microbatch.
/// </remarks>
public static partial class BatchExtensions
{
    /// <param name="batch">The batch.</param>
    /// <typeparam name="T">The type of the batch.</typeparam>
    extension<T>(T batch)
        where T : class, IBatch<T>
    {
        /// <summary>Splits into consecutive microbatches of at most <paramref name="rows"/> rows.</summary>
        /// <param name="rows">The number of rows of each microbatch; the last one may have fewer.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is not positive.</exception>
        /// <exception cref="ArgumentException">A boundary would separate rows that form a unit, such as a pair.</exception>
        public IEnumerable<T> Microbatches(long rows)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
            var contents = BatchContents.Read(batch);
            if (contents.RowGroup > 1 && rows % contents.RowGroup != 0)
                throw new ArgumentException(
                    $"{contents.Schema!.Name}: rows come in groups of {contents.RowGroup}, so microbatches cannot have {rows}",
                    nameof(rows));
            return Cut(batch, contents.Rows, rows);
        }

        /// <summary>
        /// Splits into consecutive microbatches under a token budget: the number of rows times the length of the longest row is at most
        /// <paramref name="maxTokens"/>, and each microbatch is truncated to its longest row. A row longer than the budget becomes a
        /// microbatch of its own. Rows that form a unit, such as a pair, stay together.
        /// </summary>
        /// <param name="maxTokens">The budget: rows times longest length, padding included.</param>
        /// <param name="lengths">The number of used tokens of each row, counted from the first token.</param>
        /// <param name="multiple">Lengths are rounded up to a multiple of this number, up to the length of the batch.</param>
        public IEnumerable<T> MicrobatchesByTokens(long maxTokens, IReadOnlyList<long> lengths, long multiple = 1)
        {
            ArgumentNullException.ThrowIfNull(lengths);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokens);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiple);
            var contents = BatchContents.Read(batch);
            if (lengths.Count != contents.Rows)
                throw new ArgumentException($"expected {contents.Rows} lengths, got {lengths.Count}", nameof(lengths));
            var budget = new TokenBudget(maxTokens, multiple, contents.RequireTokens(), contents.RowGroup, contents.CountGroups());
            return Cut(batch, budget.Split(lengths));
        }
    }

    private static IEnumerable<T> Cut<T>(T batch, long total, long rows)
        where T : class, IBatch<T>
    {
        for (var begin = 0L; begin < total; begin += rows)
            yield return batch.Slice(begin, Math.Min(begin + rows, total));
    }

    private static IEnumerable<T> Cut<T>(T batch, List<(long Begin, long End, long Tokens)> cuts)
        where T : class, IBatch<T>
    {
        foreach (var (begin, end, tokens) in cuts)
        {
            var rows = batch.Slice(begin, end);
            var micro = rows.Truncate(tokens);
            rows.Dispose();
            yield return micro;
        }
    }
}
