namespace LossDsl.Cli.Training;

/// <summary>Runs a preparation on all ranks. If it fails on one rank, all ranks throw the same error.</summary>
internal static class AllRanksOrNone
{
    /// <summary>Runs a preparation on every rank.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="prepare">The preparation. It must not call collectives.</param>
    /// <typeparam name="T">The result.</typeparam>
    /// <exception cref="UsageException">The preparation failed on a rank. The error is that of the first such rank.</exception>
    public static T Run<T>(Ranks ranks, Func<T> prepare)
    {
        if (ranks.World is not { } world)
            return prepare();
        var (prepared, refusal) = Try(prepare);
        if (!ranks.AnyRank(refusal is not null))
            return prepared!;
        throw new UsageException(StringBroadcast.BroadcastFirst(world, refusal ?? ""));
    }

    /// <inheritdoc cref="Run{T}"/>
    public static void Run(Ranks ranks, Action prepare) => Run(ranks, () =>
    {
        prepare();
        return true;
    });

    private static (T? Prepared, string? Refusal) Try<T>(Func<T> prepare)
    {
        try
        {
            return (prepare(), null);
        }
        catch (Exception error) when (error is UsageException or IOException or UnauthorizedAccessException)
        {
            return (default, error.Message);
        }
    }
}
