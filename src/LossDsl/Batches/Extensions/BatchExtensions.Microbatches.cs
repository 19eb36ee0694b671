namespace LossDsl;

/// <summary>Cuts batches into microbatches of consecutive rows, as views of the batch's tensors.</summary>
/// <remarks>
/// Losses are normalized by the counts of the whole batch (<see cref="GlobalNormalization"/>), so the losses of the
/// microbatches add up to the loss of the batch. Each microbatch is made when it is asked for: a dispose scope around
/// the body of the loop frees its views with all else.
/// </remarks>
public static class BatchExtensions
{
    /// <param name="batch">The batch.</param>
    /// <typeparam name="T">Its type.</typeparam>
    extension<T>(T batch)
        where T : class, IBatch<T>
    {
        /// <summary>Consecutive microbatches of at most <paramref name="rows"/> rows.</summary>
        /// <param name="rows">The rows of each; the last one may have fewer.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is not positive.</exception>
        /// <exception cref="ArgumentException">A cut would tear rows that belong together.</exception>
        public IEnumerable<T> Microbatches(long rows)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
            var contents = BatchContents.Read(batch);
            if (contents.RowGroup > 1 && rows % contents.RowGroup != 0)
                throw new ArgumentException(
                    $"{contents.Schema!.Name}: {contents.RowGroup} rows belong together, so microbatches cannot have {rows}",
                    nameof(rows));
            return Cut(batch, contents.Rows, rows);
        }

        /// <summary>
        /// Consecutive microbatches of as many rows as a budget of tokens admits, every row once: rows times the longest of
        /// them is at most <paramref name="maxTokens"/>, and no token after the longest is left in. A row beyond the budget
        /// is a microbatch of its own. Rows that belong together stay together.
        /// </summary>
        /// <param name="maxTokens">The budget.</param>
        /// <param name="lengths">How many tokens of each row are used, counted from its first.</param>
        /// <param name="multiple">What the number of tokens is rounded up to a multiple of, as far as the batch has them.</param>
        public IEnumerable<T> MicrobatchesByTokens(long maxTokens, IReadOnlyList<long> lengths, long multiple = 1)
        {
            ArgumentNullException.ThrowIfNull(lengths);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokens);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiple);
            var contents = BatchContents.Read(batch);
            if (lengths.Count != contents.Rows)
                throw new ArgumentException($"expected {contents.Rows} lengths, got {lengths.Count}", nameof(lengths));
            var budget = new TokenBudget(maxTokens, multiple, contents.RequireTokens(), contents.RowGroup, contents.CountGroups());
            return Cut(batch, budget.Cuts(lengths));
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
