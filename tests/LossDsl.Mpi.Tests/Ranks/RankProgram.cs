using LossDsl.Mpi.Tests.Checks;

namespace LossDsl.Mpi.Tests.Ranks;

/// <summary>The program of a rank.</summary>
internal static class RankProgram
{
    public const string Verb = "rank";

    /// <summary>Runs all checks for the job's number of ranks, measures, or fails on purpose.</summary>
    /// <param name="args">The folder for the results, or another mode.</param>
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
