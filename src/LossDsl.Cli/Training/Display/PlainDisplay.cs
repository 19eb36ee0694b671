using System.Diagnostics;

namespace LossDsl.Cli.Training;

/// <summary>Writes plain lines every few seconds: for logs, pipes and terminals without control sequences.</summary>
/// <param name="output">The output.</param>
internal sealed class PlainDisplay(TextWriter output) : ITrainingDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void WriteLine(string line) => output.WriteLine(line);

    /// <inheritdoc/>
    public T Track<T>(IPhase phase, int done, Func<Action<StepRecord>, T> body)
    {
        var throughput = new ThroughputMeter(done, phase.Steps);
        var sinceLine = Stopwatch.StartNew();
        return body(record =>
        {
            if (sinceLine.Elapsed < BetweenLines && record.Step < phase.Steps)
                return;
            sinceLine.Restart();
            var place = $"{PhaseCatalog.GetTitle(phase.Name)} {record.Step}/{phase.Steps}";
            output.WriteLine($"{place}  {throughput.Describe(record.Step)}  {MetricsLine.Format(record)}");
        });
    }

    /// <inheritdoc/>
    public void ShowSamples(SampleReport report, WordCorpus corpus)
    {
        output.WriteLine($"{SampleFormatter.FormatStage(report)}: {SampleFormatter.FormatStatistics(report)}");
        output.WriteLine($"  {SampleFormatter.FormatExamples(report, text => SampleFormatter.FormatPlain(text, corpus))}");
    }
}
