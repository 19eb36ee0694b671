namespace LossDsl.Cli.Training;

/// <summary>Connects the processes of a run, if a launcher started several.</summary>
internal static class LaunchPlan
{
    /// <summary>The ranks of the run, and how it is split over them.</summary>
    /// <param name="request">The split that the command line requests.</param>
    /// <exception cref="UsageException">The number of processes does not fit the split. Thrown on all of them.</exception>
    public static (Split Split, Ranks Ranks) Connect(SplitRequest request)
    {
        if (!MpiWorld.IsLaunched)
            return (request.Resolve(1), Ranks.SingleProcess);
        var world = MpiWorld.Start();
        var split = request.Resolve(world.Size);
        return (split, split.Ranks == 1 ? Ranks.SingleProcess : Ranks.Create(world, split, color => world.Split(color)));
    }
}
