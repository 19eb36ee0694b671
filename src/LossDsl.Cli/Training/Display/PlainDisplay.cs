using System.Diagnostics;

namespace LossDsl.Cli.Training;

/// <summary>Plain lines every few seconds: for logs, pipes and terminals that can do no more.</summary>
/// <param name="output">Where to write.</param>
internal sealed class PlainDisplay(TextWriter output) : ITrainingDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void Note(string line) => output.WriteLine(line);

    /// <inheritdoc/>
    public T Track<T>(IPhase phase, int done, Func<Action<StepRecord>, T> body)
    {
        var pace = new Pace(done, phase.Steps);
        var sinceLine = Stopwatch.StartNew();
        return body(record =>
        {
            if (sinceLine.Elapsed < BetweenLines && record.Step < phase.Steps)
                return;
            sinceLine.Restart();
            var place = $"{PhaseCatalog.Title(phase.Name)} {record.Step}/{phase.Steps}";
            output.WriteLine($"{place}  {pace.Describe(record.Step)}  {MetricsLine.Of(record)}");
        });
    }

    /// <inheritdoc/>
    public void Samples(SampleReport report, WordCorpus corpus)
    {
        output.WriteLine($"{SampleText.When(report)}: {SampleText.Shares(report)}");
        output.WriteLine($"  {SampleText.Examples(report, text => SampleText.Plain(text, corpus))}");
    }
}
