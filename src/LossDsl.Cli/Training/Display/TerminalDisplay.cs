using Spectre.Console;
using Spectre.Console.Rendering;

namespace LossDsl.Cli.Training;

/// <summary>A progress bar that moves, with a line of measurements under it.</summary>
/// <param name="console">The terminal.</param>
internal sealed class TerminalDisplay(IAnsiConsole console) : ITrainingDisplay
{
    private const int BarWidth = 32;

    // Words on a screen move no faster than eyes do.
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public void Note(string line) => console.MarkupLineInterpolated($"{line}");

    /// <inheritdoc/>
    public T Track<T>(IPhase phase, int done, Func<Action<StepRecord>, T> body)
    {
        var pace = new Pace(done, phase.Steps);
        var sinceFrame = System.Diagnostics.Stopwatch.StartNew();
        return console.Live(Frame(phase, done, pace, "")).Start(live => body(record =>
        {
            if (sinceFrame.Elapsed < BetweenFrames && record.Step < phase.Steps)
                return;
            sinceFrame.Restart();
            live.UpdateTarget(Frame(phase, record.Step, pace, MetricsLine.Of(record)));
            live.Refresh();
        }));
    }

    /// <inheritdoc/>
    public void Samples(SampleReport report, WordCorpus corpus)
    {
        var colors = console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
        console.MarkupLineInterpolated($"[bold]{SampleText.When(report)}:[/] {SampleText.Shares(report)}");
        console.MarkupLine("  " + SampleText.Examples(
            report, text => colors ? Colored(text, corpus) : Markup.Escape(SampleText.Plain(text, corpus))));
    }

    // Real words stand out, and those that training never showed most of all.
    private static string Colored(string word, WordCorpus corpus) =>
        $"[{(corpus.HoldsOut(word) ? "bold green" : corpus.Contains(word) ? "green" : "grey")}]{Markup.Escape(word)}[/]";

    private static IRenderable Frame(IPhase phase, int done, Pace pace, string metrics)
    {
        var filled = phase.Steps == 0 ? BarWidth : (int)Math.Round(BarWidth * (double)done / phase.Steps);
        var bar = $"[green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]";
        return new Rows(
            new Markup($"{Markup.Escape(PhaseCatalog.Title(phase.Name))}  {bar} {done}/{phase.Steps}  {pace.Describe(done)}"),
            new Markup($"[grey]{Markup.Escape(metrics)}[/]"));
    }
}
