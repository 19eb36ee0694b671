namespace LossDsl.Cli.Training;

/// <summary>A part of the training with a loss and a data source of its own.</summary>
/// <remarks>
/// A step must depend on nothing but the model, the phase's saved state and the step's number: then a run that is
/// resumed gives the numbers of an uninterrupted one.
/// </remarks>
internal interface IPhase : IDisposable
{
    /// <summary>The name on the command line and in files, such as <c>sft</c>.</summary>
    string Name { get; }

    /// <summary>How many steps it has.</summary>
    int Steps { get; }

    /// <summary>Takes a step.</summary>
    /// <param name="step">Its number, from 0.</param>
    /// <returns>What was measured, by name.</returns>
    Dictionary<string, double> Step(int step);

    /// <summary>Writes whatever the phase keeps between steps.</summary>
    /// <param name="checkpoint">Where to.</param>
    void Save(CheckpointWriter checkpoint);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">Where from.</param>
    void Load(CheckpointReader checkpoint);
}
