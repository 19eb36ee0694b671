using System.CommandLine;
using LossDsl.Cli.Evaluation;
using LossDsl.Cli.Evaluation.Golden;
using LossDsl.Cli.Evaluation.Reports;

namespace LossDsl.Cli.Commands;

/// <summary><c>lossdsl eval FILE… [--json] [--family NAME]…</c>: holds the losses against recorded numbers.</summary>
internal static class EvalCommand
{
    /// <summary>Makes the verb.</summary>
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
        var command = new Command("eval", "Compute recorded cases anew and compare loss, metrics and gradients.")
        {
            files, json, families,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(files), parsed.GetValue(json), [.. parsed.GetValue(families) ?? []]));
        return command;
    }

    private static int Run(string[] files, bool json, HashSet<string> families)
    {
        // A slip in the last name should show before the first file has run.
        foreach (var file in files)
        {
            if (!Path.Exists(file))
                throw new UsageException($"{file}: there is no such file");
        }

        var tally = new Tally();
        foreach (var golden in files.SelectMany(GoldenFile.Read))
        {
            if (families.Count > 0 && !families.Contains(golden.Family))
                continue;
            var result = Evaluator.Run(golden);
            tally.Add(result);
            if (json)
                Console.Out.WriteLine(ResultJson.Line(result));
        }

        if (families.Except(tally.Families).FirstOrDefault() is { } absent)
            throw new UsageException($"no case is of the family '{absent}'");
        if (!json)
            Summary.Write(tally, Console.Out);
        return tally.Failed > 0 ? ExitCode.Mismatch : ExitCode.Ok;
    }
}
