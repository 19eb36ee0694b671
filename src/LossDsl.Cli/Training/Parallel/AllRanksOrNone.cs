namespace LossDsl.Cli.Training;

/// <summary>Makes all ranks begin together or not at all: what one of them refuses all refuse, in the same words.</summary>
internal static class AllRanksOrNone
{
    /// <summary>Prepares something on every rank.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="prepare">What each of them does. It is no collective.</param>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <exception cref="UsageException">One rank or several refused. It is the first one's refusal.</exception>
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
