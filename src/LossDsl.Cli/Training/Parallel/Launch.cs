namespace LossDsl.Cli.Training;

/// <summary>Finds out whether this process is one of several, and connects them.</summary>
internal static class Launch
{
    /// <summary>The ranks of the run, and how they are split.</summary>
    /// <param name="request">What the command line says of the split.</param>
    /// <exception cref="UsageException">The processes that were started cannot be split so: all of them throw.</exception>
    public static (Split Split, Ranks Ranks) Of(SplitRequest request)
    {
        if (!MpiWorld.IsLaunched)
            return (request.Of(1), Ranks.Alone);
        var world = MpiWorld.Start();
        var split = request.Of(world.Size);
        return (split, split.Ranks == 1 ? Ranks.Alone : Ranks.Of(world, split, color => world.Split(color)));
    }
}
