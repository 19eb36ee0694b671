namespace LossDsl.Cli.Training;

/// <summary>Supervised fine-tuning on the training examples.</summary>
/// <param name="context">The model, the examples and the options.</param>
internal sealed class SupervisedPhase(PhaseContext context) : IPhase
{
    public const string Key = "sft";

    /// <summary>The number of rows of an update.</summary>
    public const int Rows = 128;

    private readonly NLLLoss _loss = new();
    private readonly Learner _learner = new(context.Model, peakRate: 3e-3, weightDecay: 0.01);

    /// <inheritdoc/>
    public string Name => Key;

    /// <inheritdoc/>
    public int Steps => context.Options.SftSteps;

    /// <inheritdoc/>
    public Dictionary<string, double> Step(int step)
    {
        using var scope = NewDisposeScope();
        var random = StepSeed.CreateRandom(context.Options.Seed, Key, step);
        var batch = SupervisedBatch.Draw(context.Corpus, Rows, random, context.Device).Bind();

        _learner.SetLearningRate(LearningRateSchedule.GetFactor(step, Steps));
        return _learner.Update(_loss, batch, micro => micro.InputIds, context.Options.Microbatch);
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter checkpoint) => _learner.Save(checkpoint);

    /// <inheritdoc/>
    public void Load(CheckpointReader checkpoint) => _learner.Load(checkpoint);

    /// <inheritdoc/>
    public void Dispose() => _learner.Dispose();
}
