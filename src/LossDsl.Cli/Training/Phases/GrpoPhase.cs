namespace LossDsl.Cli.Training;

/// <summary>
/// Group relative policy optimization (arXiv:2402.03300): the model completes beginnings of words and is rewarded for words of
/// the dictionary.
/// </summary>
/// <remarks>
/// A step is one rollout and several updates, each on a part of it. From the second update on, the model differs from the one that
/// generated the rollout, so that the importance ratio and its clipping matter.
/// </remarks>
internal sealed class GrpoPhase : IPhase
{
    public const string Key = "grpo";

    /// <summary>The number of rows of an update.</summary>
    public const int UpdateRows = Prompts * GroupSize / UpdatesPerRollout;

    private const int Prompts = 32;
    private const int GroupSize = 16;
    private const int LongestPrompt = 3;
    private const int UpdatesPerRollout = 4;

    private readonly PhaseContext _context;
    private readonly ReferencePolicy _reference;
    private readonly Learner _learner;

    private readonly ClippedPGLossFn _loss = new(new ClippedPGLossConfig
    {
        RatioClipMin = 0.2,
        RatioClipMax = 0.28,
        RatioClipC = null,
        ReferencePolicyKlPenalty = 0.1,
        TokenLevelLoss = true,
        UseOnPolicyKlApproximation = false,
        UseImportanceSamplingCorrection = false,
    });

    /// <summary>Starts the phase. The reference policy is the current model.</summary>
    /// <param name="context">The model, the examples and the options.</param>
    public GrpoPhase(PhaseContext context)
    {
        _context = context;
        _learner = new Learner(context.Model, peakRate: 5e-4, weightDecay: 0);
        _reference = new ReferencePolicy(context);
    }

    /// <inheritdoc/>
    public string Name => Key;

    /// <inheritdoc/>
    public int Steps => _context.Options.GrpoSteps;

    /// <inheritdoc/>
    public Dictionary<string, double> Step(int step)
    {
        using var scope = NewDisposeScope();
        var (options, corpus) = (_context.Options, _context.Corpus);
        manual_seed(StepSeed.Derive(options.Seed, Key, step));
        var random = StepSeed.CreateRandom(options.Seed, Key, step);

        var prompts = PromptBatch.Draw(corpus, Prompts, GroupSize, LongestPrompt, random, _context.Device);
        var rollout = RolloutGenerator.Generate(_context.Model, prompts);
        var texts = rollout.DecodeTexts(corpus.Tokenizer);
        var rewards = DictionaryReward.Compute(texts, corpus);
        var batch = Batch(rollout, RewardAdvantages.Compute(rewards, GroupSize)).Bind();

        _learner.SetLearningRate(LearningRateSchedule.GetFactor(step, Steps));
        var updates = batch.Microbatches(UpdateRows)
            .Select(part => _learner.Update(_loss, part, micro => micro.InputIds, options.Microbatch))
            .ToArray();

        var metrics = Means(updates);
        metrics["reward"] = rewards.Average();
        metrics["real_words"] = texts.Count(text => text is not null && corpus.Contains(text)) / (double)texts.Length;
        metrics["distinct"] = texts.Distinct().Count() / (double)texts.Length;
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

    private BatchedDataDict<ClippedPGLossDataDict> Batch(Rollout rollout, float[] advantages) => new()
    {
        ["input_ids"] = rollout.Ids,
        // One advantage per row, repeated for each token.
        ["advantages"] = tensor(advantages, dtype: _context.Model.Shard.Shape.Type, device: _context.Device).unsqueeze(-1).expand_as(rollout.Ids),
        ["prev_logprobs"] = PolicyLogprobs.Compute(
            _context.Model, rollout.Ids, rollout.ResponseMask, _context.Options.Microbatch, TokenAlignment.Current),
        ["generation_logprobs"] = rollout.Logprobs,
        ["reference_policy_logprobs"] = _reference.Logprobs(rollout.Ids, rollout.ResponseMask, TokenAlignment.Current),
        ["token_mask"] = rollout.ResponseMask,
        ["sample_mask"] = ones(rollout.Ids.size(0), device: _context.Device),
    };

    private static Dictionary<string, double> Means(Dictionary<string, double>[] updates) => updates[0].Keys
        .ToDictionary(key => key, key => updates.Average(update => update[key]));
}
