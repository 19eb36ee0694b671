namespace LossDsl.Cli.Training;

/// <summary>
/// Group relative policy optimization (arXiv:2402.03300): the model completes beginnings of words and is rewarded for words of
/// the dictionary. An <see cref="IPolicyUpdater"/> computes the loss.
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

    /// <summary>The number of rows per prompt, which are consecutive.</summary>
    public const int GroupSize = 16;

    private const int Prompts = 32;
    private const int LongestPrompt = 3;
    private const int UpdatesPerRollout = 4;

    private readonly PhaseContext _context;
    private readonly ReferencePolicy _reference;
    private readonly Learner _learner;

    private readonly IPolicyUpdater _updater;

    /// <summary>Starts the phase. The reference policy is the current model.</summary>
    /// <param name="context">The model, the examples and the options.</param>
    public GrpoPhase(PhaseContext context)
    {
        _context = context;
        _learner = new Learner(context.Model, peakRate: 5e-4, weightDecay: 0);
        _reference = new ReferencePolicy(context);
        _updater = context.Options.PolicyLoss is { } config
            ? new PolicyGradientUpdater(PolicyGradientLossConfig.FromJson(config))
            : new ClippedPGUpdater();
    }

    /// <summary>The group id of each row: rows of one prompt are a group. Shape <c>[rows]</c>.</summary>
    /// <param name="rows">The number of rows. The first row starts a group.</param>
    /// <param name="device">The device of the result.</param>
    public static Tensor NumberGroups(long rows, Device device) =>
        tensor([.. Enumerable.Range(0, (int)rows).Select(row => (long)row / GroupSize)], device: device);

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
        _learner.SetLearningRate(LearningRateSchedule.GetFactor(step, Steps));
        var updates = _updater.Update(_learner, Batch(rollout, rewards), UpdateRows, options.Microbatch);

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

    private BatchedDataDict<PolicyGradientLossDataDict> Batch(Rollout rollout, double[] rewards)
    {
        var (type, device) = (_context.Model.Shard.Shape.Type, _context.Device);
        var rewarded = tensor(rewards, dtype: float64, device: device);
        // Without an epsilon: groups of equal rewards have an advantage of 0 anyway.
        var advantages = GroupAdvantages.ComputeGrpo(rewarded, NumberGroups(rewards.Length, device), epsilon: 0, unbiased: false);
        return new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = rollout.Ids,
            // One advantage per row, repeated for each token.
            ["advantages"] = advantages.to(float32).to(type).unsqueeze(-1).expand_as(rollout.Ids),
            ["prev_logprobs"] = PolicyLogprobs.Compute(
                _context.Model, rollout.Ids, rollout.ResponseMask, _context.Options.Microbatch, TokenAlignment.Current),
            ["generation_logprobs"] = rollout.Logprobs,
            ["reference_policy_logprobs"] = _reference.Logprobs(rollout.Ids, rollout.ResponseMask, TokenAlignment.Current),
            ["token_mask"] = rollout.ResponseMask,
            ["sample_mask"] = ones(rollout.Ids.size(0), device: device),
            ["rewards"] = rewarded.to(type),
        };
    }

    private static Dictionary<string, double> Means(Dictionary<string, double>[] updates) => updates[0].Keys
        .ToDictionary(key => key, key => updates.Average(update => update[key]));
}
