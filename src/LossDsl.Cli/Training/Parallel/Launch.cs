namespace LossDsl.Cli.Training;

/// <summary>Finds out whether this process is one of several, and connects them.</summary>
internal static class Launch
{
    /// <summary>The ranks of the run.</summary>
    /// <param name="request">What the command line says of the split.</param>
    /// <exception cref="UsageException">The processes that were started cannot be split so.</exception>
    public static (Split Split, Ranks Ranks) Of(SplitRequest request) => (request.Of(1), Ranks.Alone);
}
