namespace LossDsl;

/// <summary>Cuts a typed batch into microbatches.</summary>
public static class MicrobatchExtensions
{
    /// <summary>Consecutive microbatches of at most <paramref name="rows"/> rows, as views of the batch's tensors.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">The rows of each; the last one may have fewer.</param>
    /// <typeparam name="T">The data dict.</typeparam>
    /// <remarks>
    /// Losses are normalized by the counts of the whole batch (<see cref="GlobalNormalization"/>), so the losses of
    /// the microbatches add up to the loss of the batch.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is not positive.</exception>
    public static IEnumerable<T> Microbatches<T>(this T batch, long rows)
        where T : class, IDataDict<T>
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        return Cut();

        IEnumerable<T> Cut()
        {
            for (var begin = 0L; begin < batch.Rows; begin += rows)
                yield return batch.Slice(begin, Math.Min(begin + rows, batch.Rows));
        }
    }
}
