namespace LossDsl.Cli.Training;

/// <summary>A phase of the training, with its own loss and data.</summary>
/// <remarks>
/// A step must depend only on the model, the saved state of the phase and the step's number, so that a resumed run gives the
/// same results as an uninterrupted one.
/// </remarks>
internal interface IPhase : IDisposable
{
    /// <summary>The name on the command line and in files, such as <c>sft</c>.</summary>
    string Name { get; }

    /// <summary>The number of steps.</summary>
    int Steps { get; }

    /// <summary>Makes a step.</summary>
    /// <param name="step">The step's number, from 0.</param>
    /// <returns>The metrics by name.</returns>
    Dictionary<string, double> Step(int step);

    /// <summary>Saves the state that the phase keeps between steps.</summary>
    /// <param name="checkpoint">Receives the state.</param>
    void Save(CheckpointWriter checkpoint);

    /// <summary>Loads the state that <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">The saved state.</param>
    void Load(CheckpointReader checkpoint);
}
