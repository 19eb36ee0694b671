namespace LossDsl.Cli.Training;

/// <summary>Shows nothing, on ranks other than the leader.</summary>
internal sealed class SilentDisplay : ITrainingDisplay
{
    /// <inheritdoc/>
    public void WriteLine(string line)
    {
    }

    /// <inheritdoc/>
    public T Track<T>(IPhase phase, int done, Func<Action<StepRecord>, T> body) => body(_ => { });

    /// <inheritdoc/>
    public void ShowSamples(SampleReport report, WordCorpus corpus)
    {
    }
}
