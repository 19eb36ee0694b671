using System.CommandLine;
using LossDsl.Cli.Training;
using LossDsl.Cli.Training.Chart;

namespace LossDsl.Cli.Commands;

/// <summary><c>lossdsl compare LABEL=RUN,RUN…</c>: compares a metric of several runs of <c>lossdsl train</c>.</summary>
internal static class CompareCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var groups = new Argument<string[]>("LABEL=RUN,…")
        {
            Description = "A label and the folders of runs that differ only in their seed.",
            Arity = ArgumentArity.OneOrMore,
        };
        var metric = new Option<string>("--metric")
        {
            Description = "The name of the metric in metrics.jsonl.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "reward",
        };
        var phase = new Option<string>("--phase")
        {
            Description = $"The phase to compare, one of {string.Join(", ", PhaseCatalog.Names)}.",
            HelpName = "NAME",
            DefaultValueFactory = _ => GrpoPhase.Key,
        };
        var output = new Option<string?>("--out") { Description = "File for the chart, .svg. Default: no chart.", HelpName = "FILE" };
        var command = new Command("compare", "Compare a metric of several runs of `train`: a table, and a chart with --out.")
        {
            groups, metric, phase, output,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(groups), parsed.GetRequiredValue(phase), parsed.GetRequiredValue(metric), parsed.GetValue(output)));
        return command;
    }

    private static int Run(string[] groups, string phase, string metric, string? output)
    {
        var comparison = RunComparison.Read([.. groups.Select(Parse)], phase, metric);
        Console.Out.Write(comparison.ToTable());
        if (output is not null)
            AtomicFile.WriteText(output, comparison.Draw());
        return ExitCode.Ok;
    }

    private static (string Label, string[] Folders) Parse(string group)
    {
        var at = group.IndexOf('=', StringComparison.Ordinal);
        string[] folders = at < 1 ? [] : group[(at + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return folders.Length > 0
            ? (group[..at], folders)
            : throw new UsageException($"'{group}' names no runs; expected a label and folders of runs: PPO=runs/a,runs/b");
    }
}
