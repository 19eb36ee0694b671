namespace LossDsl;

/// <summary>Runs work over rows on as many threads as torch uses.</summary>
internal static class ParallelRows
{
    // Waking a thread takes tens of microseconds, which pays from this number of logits per thread.
    private const long Worthwhile = 1 << 18;

    /// <summary>
    /// Splits the rows into one contiguous range per thread: rows cost the same, and each thread keeps its data in its cache.
    /// </summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="logits">The number of logits in all rows.</param>
    /// <param name="work">Processes the rows from the first number (inclusive) to the second (exclusive). It must not throw.</param>
    public static void For(int rows, long logits, Action<int, int> work)
    {
        var parts = (int)Math.Min(Math.Min(get_num_threads(), rows), logits / Worthwhile);
        if (parts <= 1)
            work(0, rows);
        else
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = parts }, part =>
                work((int)((long)rows * part / parts), (int)((long)rows * (part + 1) / parts)));
    }
}
