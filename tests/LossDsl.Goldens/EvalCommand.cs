using System.CommandLine;
using LossDsl.Goldens.Ranks;
using LossDsl.Goldens.Reports;
using LossDsl.Tools;

namespace LossDsl.Goldens;

/// <summary>
/// <c>lossdsl eval FILE… [--json] [--family NAME]… [--ranks KIND]</c>: compares the losses with recorded numbers.
/// </summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Recorded cases: JSON lines, plain or gzipped.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Print one line of JSON for each case, and nothing else." };
        var families = new Option<string[]>("--family")
        {
            Description = "Run only the cases of this family; may be given several times.",
            HelpName = "NAME",
        };
        var ranks = new Option<RankMode>("--ranks")
        {
            Description = "For cases of several ranks: processes that mpirun starts, threads, or auto, which is processes where "
                + "there is an mpirun. Under mpirun the ranks are its processes.",
        };
        var rankResults = new Option<string?>("--rank-results") { Hidden = true };
        var command = new Command("eval", "Compute recorded cases anew and compare loss, metrics and gradients.")
        {
            files, json, families, ranks, rankResults,
        };
        command.SetAction(parsed => Run(
            new EvalRun(parsed.GetRequiredValue(files), [.. parsed.GetValue(families) ?? []]),
            parsed.GetValue(json),
            parsed.GetValue(ranks),
            parsed.GetValue(rankResults)));
        return command;
    }

    private static int Run(EvalRun run, bool json, RankMode choice, string? rankResults)
    {
        run.Validate();
        if (rankResults is not null)
            return RankWorker.Record(run, rankResults);
        if (MpiWorld.IsLaunched && choice != RankMode.Threads)
            return RankWorker.Evaluate(run, ranks => Evaluate(run, json, ranks));

        using var job = Job(run, choice);
        var exitCode = Evaluate(run, json, job ?? (IRankRunner)new ThreadRankRunner());
        if (job?.Failure is { } failure)
            Console.Error.WriteLine($"lossdsl: threads were the ranks: {failure}");
        return exitCode;
    }

    private static MpiRankJob? Job(EvalRun run, RankMode choice)
    {
        if (choice == RankMode.Threads)
            return null;
        var mpirun = Mpirun.Find();
        if (mpirun is null && choice == RankMode.Processes)
            throw new UsageException("--ranks processes: there is no mpirun; Debian has it in the package openmpi-bin");
        return mpirun is not null && run.IsRepeatable() && run.GetMaxRankCount() is > 1 and var ranks
            ? MpiRankJob.Start(mpirun, ranks, run.ToArguments(), isWanted: choice == RankMode.Processes)
            : null;
    }

    private static int Evaluate(EvalRun run, bool json, IRankRunner ranks)
    {
        var tally = new Tally();
        foreach (var golden in run.ReadCases())
        {
            var result = Evaluator.Run(golden, ranks);
            tally.Add(result);
            if (json)
                Console.Out.WriteLine(ResultJson.Serialize(result));
        }

        if (run.Families.Except(tally.Families).FirstOrDefault() is { } absent)
            throw new UsageException($"no case is of the family '{absent}'");
        if (!json)
            Summary.Write(tally, Console.Out);
        return tally.Failed > 0 ? ExitCode.CheckFailed : ExitCode.Ok;
    }
}
