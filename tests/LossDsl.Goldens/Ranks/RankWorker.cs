namespace LossDsl.Goldens.Ranks;

/// <summary>What the processes of an MPI job do in an evaluation.</summary>
internal static class RankWorker
{
    /// <summary>Evaluates with these processes as ranks. Only the first one reports.</summary>
    /// <param name="run">The cases.</param>
    /// <param name="report">Evaluates and reports; returns the exit code.</param>
    public static int Evaluate(EvalRun run, Func<IRankRunner, int> report) => InJob(world =>
    {
        var ranks = new ProcessRankRunner(world);
        if (world.Rank == 0)
            return report(ranks);
        RunParallelCases(run, ranks);
        return ExitCode.Ok;
    });

    /// <summary>Runs the parallel cases, and records the results of each rank.</summary>
    /// <param name="run">The cases.</param>
    /// <param name="results">The file for the results.</param>
    public static int Record(EvalRun run, string results) => InJob(world =>
    {
        using var lines = world.Rank == 0 ? File.CreateText(results) : null;
        RunParallelCases(run, new RecordingRankRunner(new ProcessRankRunner(world), lines));
        return ExitCode.Ok;
    });

    private static int InJob(Func<MpiGroup, int> work)
    {
        // The ranks share the cores.
        set_num_threads(1);
        var world = MpiWorld.Start();
        var exitCode = work(world);
        MpiWorld.Finish();
        return exitCode;
    }

    private static void RunParallelCases(EvalRun run, IRankRunner ranks)
    {
        foreach (var golden in run.ReadParallelCases())
            Evaluator.Run(golden, ranks);
    }

    /// <summary>Records the results of ranks.</summary>
    private sealed class RecordingRankRunner(ProcessRankRunner ranks, TextWriter? lines) : IRankRunner
    {
        public string Kind => ranks.Kind;

        public Attempt<Values[]> RunRanks(string name, RankCoordinates[] places, Func<int, ParallelContext, Values> rank)
        {
            var given = ranks.RunRanks(name, places, rank);
            lines?.WriteLine(RankResult.Serialize(name, given.Value ?? [], given.Error));
            return given;
        }
    }
}
