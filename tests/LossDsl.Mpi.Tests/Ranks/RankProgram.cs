using LossDsl.Mpi.Tests.Checks;

namespace LossDsl.Mpi.Tests.Ranks;

/// <summary>What one of several processes does.</summary>
internal static class RankProgram
{
    public const string Verb = "rank";

    /// <summary>Runs all checks for as many ranks as there are, measures, or misbehaves as a test wants it.</summary>
    /// <param name="args">A folder for the results, or what to do else.</param>
    public static int Run(string[] args)
    {
        // Ranks share the cores.
        set_num_threads(1);
        if (args[0] == Measure.Verb)
            return Measure.Run();
        if (FailureModes.All.TryGetValue(args[0], out var misbehave))
            return misbehave(MpiWorld.Start(FailureModes.Options));

        var world = MpiWorld.Start(new MpiOptions { MaxChunkBytes = Check.MaxChunkBytes, Timeout = TimeSpan.FromSeconds(60) });
        File.WriteAllLines(
            Path.Combine(args[0], $"{world.Rank}"), Check.All.Where(check => check.Fits(world.Size)).Select(check => check.Run(world)));
        return 0;
    }
}
