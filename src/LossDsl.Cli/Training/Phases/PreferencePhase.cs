namespace LossDsl.Cli.Training;

/// <summary>
/// Direct preference optimization (arXiv:2305.18290): the model learns to prefer a real word to the same word with a typo.
/// </summary>
/// <remarks>
/// The supervised term keeps the real words likely. The preference loss alone also decreases if both rows of a pair become less
/// likely, as long as the misspelt one does so faster.
/// </remarks>
internal sealed class PreferencePhase : IPhase
{
    public const string Key = "dpo";

    /// <summary>The number of pairs per update. The two rows of a pair stay in one microbatch.</summary>
    public const int Pairs = 64;

    private readonly PhaseContext _context;
    private readonly ReferencePolicy _reference;
    private readonly Learner _learner;

    private readonly DPOLossFn _loss = new(new DPOLossConfig
    {
        ReferencePolicyKlPenalty = 0.1,
        PreferenceLossWeight = 1,
        SftLossWeight = 0.2,
        PreferenceAverageLogProbs = false,
        SftAverageLogProbs = true,
    });

    /// <summary>Starts the phase. The reference policy is the current model.</summary>
    /// <param name="context">The model, the examples and the options.</param>
    public PreferencePhase(PhaseContext context)
    {
        _context = context;
        _learner = new Learner(context.Model, peakRate: 1e-3, weightDecay: 0);
        _reference = new ReferencePolicy(context);
    }

    /// <inheritdoc/>
    public string Name => Key;

    /// <inheritdoc/>
    public int Steps => _context.Options.DpoSteps;

    /// <inheritdoc/>
    public Dictionary<string, double> Step(int step)
    {
        using var scope = NewDisposeScope();
        var random = StepSeed.CreateRandom(_context.Options.Seed, Key, step);
        var pairs = PreferencePairBatch.Draw(_context.Corpus, Pairs, random, _context.Device);
        var batch = pairs.ToDataDict(_reference.Logprobs(pairs.InputIds, pairs.TokenMask, TokenAlignment.Next)).Bind();

        _learner.SetLearningRate(LearningRateSchedule.GetFactor(step, Steps));
        var metrics = _learner.Update(_loss, batch, micro => micro.InputIds, _context.Options.Microbatch);
        metrics["reward_margin"] = metrics["rewards_chosen_mean"] - metrics["rewards_rejected_mean"];
        return metrics;
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter checkpoint)
    {
        _reference.Save(checkpoint);
        _learner.Save(checkpoint);
    }

    /// <inheritdoc/>
    public void Load(CheckpointReader checkpoint)
    {
        _reference.Load(checkpoint);
        _learner.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reference.Dispose();
        _learner.Dispose();
    }
}
