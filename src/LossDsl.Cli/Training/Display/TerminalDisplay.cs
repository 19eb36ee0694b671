using Spectre.Console;
using Spectre.Console.Rendering;

namespace LossDsl.Cli.Training;

/// <summary>An animated progress bar, with a line of metrics below it.</summary>
/// <param name="console">The terminal.</param>
internal sealed class TerminalDisplay(IAnsiConsole console) : ITrainingDisplay
{
    private const int BarWidth = 32;

    // Faster updates would be unreadable.
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public void WriteLine(string line) => console.MarkupLineInterpolated($"{line}");

    /// <inheritdoc/>
    public T Track<T>(IPhase phase, int done, Func<Action<StepRecord>, T> body)
    {
        var throughput = new ThroughputMeter(done, phase.Steps);
        var sinceFrame = System.Diagnostics.Stopwatch.StartNew();
        return console.Live(Frame(phase, done, throughput, "")).Start(live => body(record =>
        {
            if (sinceFrame.Elapsed < BetweenFrames && record.Step < phase.Steps)
                return;
            sinceFrame.Restart();
            live.UpdateTarget(Frame(phase, record.Step, throughput, MetricsLine.Format(record)));
            live.Refresh();
        }));
    }

    /// <inheritdoc/>
    public void ShowSamples(SampleReport report, WordCorpus corpus)
    {
        var colors = console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
        console.MarkupLineInterpolated($"[bold]{SampleFormatter.FormatStage(report)}:[/] {SampleFormatter.FormatStatistics(report)}");
        console.MarkupLine("  " + SampleFormatter.FormatExamples(
            report, text => colors ? Colored(text, corpus) : Markup.Escape(SampleFormatter.FormatPlain(text, corpus))));
    }

    // Highlights real words, and held-out ones most.
    private static string Colored(string word, WordCorpus corpus) =>
        $"[{(corpus.IsHeldOut(word) ? "bold green" : corpus.Contains(word) ? "green" : "grey")}]{Markup.Escape(word)}[/]";

    private static IRenderable Frame(IPhase phase, int done, ThroughputMeter throughput, string metrics)
    {
        var filled = phase.Steps == 0 ? BarWidth : (int)Math.Round(BarWidth * (double)done / phase.Steps);
        var bar = $"[green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]";
        return new Rows(
            new Markup($"{Markup.Escape(PhaseCatalog.GetTitle(phase.Name))}  {bar} {done}/{phase.Steps}  {throughput.Describe(done)}"),
            new Markup($"[grey]{Markup.Escape(metrics)}[/]"));
    }
}
