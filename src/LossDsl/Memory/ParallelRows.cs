namespace LossDsl;

/// <summary>Work over rows, on as many threads as torch uses.</summary>
internal static class ParallelRows
{
    // A thread costs tens of microseconds to wake; so many logits are worth that.
    private const long Worthwhile = 1 << 18;

    /// <summary>Splits the rows evenly and once: rows cost the same, and a thread keeps what it has in its cache.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="logits">How many logits they have, all together.</param>
    /// <param name="work">Does the rows from the first number to before the second. It must not throw.</param>
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
