namespace LossDsl.Cli.Training;

/// <summary>Shows the progress of a run.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Shows a message.</summary>
    /// <param name="line">The message.</param>
    void WriteLine(string line);

    /// <summary>Shows a phase while it runs.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="done">The number of steps that are already done.</param>
    /// <param name="body">Runs the steps, and passes the metrics of each to its argument.</param>
    /// <typeparam name="T">The result of the body.</typeparam>
    T Track<T>(IPhase phase, int done, Func<Action<StepRecord>, T> body);

    /// <summary>Shows samples of the model.</summary>
    /// <param name="report">The samples.</param>
    /// <param name="corpus">The dictionary.</param>
    void ShowSamples(SampleReport report, WordCorpus corpus);
}
