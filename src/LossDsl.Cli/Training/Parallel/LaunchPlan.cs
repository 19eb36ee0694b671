namespace LossDsl.Cli.Training;

/// <summary>Finds out whether this process is one of several, and connects them.</summary>
internal static class LaunchPlan
{
    /// <summary>The ranks of the run, and how they are split.</summary>
    /// <param name="request">What the command line says of the split.</param>
    /// <exception cref="UsageException">The processes that were started cannot be split so: all of them throw.</exception>
    public static (Split Split, Ranks Ranks) Connect(SplitRequest request)
    {
        if (!MpiWorld.IsLaunched)
            return (request.Resolve(1), Ranks.SingleProcess);
        var world = MpiWorld.Start();
        var split = request.Resolve(world.Size);
        return (split, split.Ranks == 1 ? Ranks.SingleProcess : Ranks.Create(world, split, color => world.Split(color)));
    }
}
