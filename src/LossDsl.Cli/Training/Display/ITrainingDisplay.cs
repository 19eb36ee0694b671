namespace LossDsl.Cli.Training;

/// <summary>Shows how a run goes.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Says something.</summary>
    /// <param name="line">What.</param>
    void WriteLine(string line);

    /// <summary>Shows a phase while it runs.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="done">How many of its steps are over.</param>
    /// <param name="body">Runs the steps, and hands over what each of them measured.</param>
    /// <typeparam name="T">What the body gives.</typeparam>
    T Track<T>(IPhase phase, int done, Func<Action<StepRecord>, T> body);

    /// <summary>Shows what the model writes.</summary>
    /// <param name="report">What it wrote.</param>
    /// <param name="corpus">The dictionary.</param>
    void ShowSamples(SampleReport report, WordCorpus corpus);
}
