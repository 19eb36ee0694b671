using System.Globalization;
using System.Text;
using LossDsl.Cli.Drawing;

namespace LossDsl.Cli.Training.Chart;

/// <summary>A metric of several runs, in groups of runs that differ only in their seed.</summary>
internal sealed class RunComparison
{
    private const double Width = 760;
    private const double Left = 64;
    private const double PlotWidth = 540;
    private const double Top = 84;
    private const double PlotHeight = 300;
    private const double Below = 90;

    // As in the chart of a run.
    private const double TrendWidths = 40;

    private static readonly string[] Styles = ["main", "second", "third", "quiet"];

    private readonly string _phase;
    private readonly string _metric;
    private readonly (string Label, double[][] Runs)[] _groups;

    private RunComparison(string phase, string metric, (string Label, double[][] Runs)[] groups) =>
        (_phase, _metric, _groups) = (phase, metric, groups);

    private int Steps => _groups[0].Runs[0].Length;

    /// <summary>Reads the logs of runs.</summary>
    /// <param name="groups">The label and the folders of each group.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="metric">The name of the metric, which every step must have.</param>
    /// <exception cref="UsageException">A log is missing or does not have the metric, or the runs differ in length.</exception>
    public static RunComparison Read(IReadOnlyList<(string Label, string[] Folders)> groups, string phase, string metric)
    {
        if (groups.Count > Styles.Length)
            throw new UsageException($"{groups.Count} groups of runs; a chart tells at most {Styles.Length} apart");
        if (groups.CountBy(group => group.Label).FirstOrDefault(label => label.Value > 1).Key is { } twice)
            throw new UsageException($"'{twice}' names two groups of runs; each needs a label of its own");
        var comparison = new RunComparison(
            phase, metric, [.. groups.Select(group => (group.Label, group.Folders.Select(folder => Read(folder, phase, metric)).ToArray()))]);
        foreach (var ((_, folders), (_, runs)) in groups.Zip(comparison._groups))
        {
            if (Array.FindIndex(runs, run => run.Length != comparison.Steps) is >= 0 and var other)
                throw new UsageException(
                    $"{folders[other]} has {runs[other].Length} steps of {phase}, {groups[0].Folders[0]} has {comparison.Steps}; runs of equal length are compared");
        }

        return comparison;
    }

    /// <summary>A Markdown table with the mean of the last tenth of the steps of each run.</summary>
    public string ToTable()
    {
        var last = Math.Max(1, Steps / 10);
        var most = _groups.Max(group => group.Runs.Length);
        var table = new StringBuilder($"| `{_metric}`, mean of the last {last} of {Steps} steps |");
        foreach (var run in Enumerable.Range(1, most))
            table.Append($" Run {run} |");
        table.Append(" Mean |\n|---|");
        foreach (var _ in Enumerable.Range(0, most + 1))
            table.Append("---|");
        table.Append('\n');
        foreach (var (label, runs) in _groups)
        {
            double[] ends = [.. runs.Select(run => run[^last..].Average())];
            table.Append($"| {label} |");
            foreach (var end in ends.Select(Format).Concat(Enumerable.Repeat("", most - ends.Length)).Append(Format(ends.Average())))
                table.Append($" {end} |");
            table.Append('\n');
        }

        return table.ToString();
    }

    /// <summary>Draws the mean of each group, and a smoothed thin line for each run.</summary>
    public string Draw()
    {
        var runs = _groups.SelectMany((group, at) => group.Runs.Select((run, number) => new Line(
            $"{at}.{number}", Smoothing.ApplyGaussian(run, Math.Max(1, Steps / TrendWidths)),
            new Series($"{at}.{number}", "", Styles[at], IsNoisy: false) { IsThin = true })));
        var means = _groups.Select((group, at) => new Line(
            $"{at}", [.. Enumerable.Range(0, Steps).Select(step => group.Runs.Average(run => run[step]))],
            new Series($"{at}", group.Label, Styles[at], IsNoisy: true)));
        Line[] lines = [.. runs, .. means];
        StepRecord[] records = [.. Enumerable.Range(0, Steps).Select(step =>
            new StepRecord(_phase, step + 1, lines.ToDictionary(line => line.Metric, line => line.Values[step])))];

        var svg = new SvgWriter();
        var heading = string.Join(", ", _groups.Select(group => group.Label));
        svg.AddText("heading", 32, 44, heading);
        var spec = new PanelSpec(_metric, "mean of the runs, thin: each run", [], [.. lines.Select(line => line.Series)]);
        new ChartPanel(svg, spec, Left, Top, PlotWidth, PlotHeight).Draw(records, [(_phase, Steps)]);
        return svg.ToDocument(Width, Top + PlotHeight + Below, $"{_metric}: {heading}", ChartStyle.Sheet);
    }

    private static double[] Read(string folder, string phase, string metric)
    {
        var records = MetricsLog.Read(folder).Where(record => record.Phase == phase).ToList();
        if (records.Count == 0)
            throw new UsageException($"{folder}: the run has no step of '{phase}'");
        if (records.Find(record => !record.Metrics.ContainsKey(metric)) is { } without)
            throw new UsageException(
                $"{folder}: step {without.Step} of {phase} has no '{metric}'{Suggestion.For(metric, without.Metrics.Keys)}");
        return [.. records.Select(record => record.Metrics[metric])];
    }

    private static string Format(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private sealed record Line(string Metric, double[] Values, Series Series);
}
