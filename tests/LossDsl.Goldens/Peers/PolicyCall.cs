namespace LossDsl.Goldens.Peers;

/// <summary>A call of <see cref="PolicyGradientLoss"/> with log-probabilities that are aligned with all other tensors.</summary>
/// <param name="Logprobs">The log-probabilities of the policy. Shape <c>[B, T]</c>.</param>
/// <param name="Mask">The valid tokens. Shape <c>[B, T]</c>.</param>
/// <param name="Advantages">The advantages. Shape <c>[B, T]</c>.</param>
internal sealed record PolicyCall(Tensor Logprobs, Tensor Mask, Tensor Advantages)
{
    /// <summary>The log-probabilities of the previous policy.</summary>
    public Tensor? Previous { get; init; }

    /// <summary>The log-probabilities of the rollout policy.</summary>
    public Tensor? Rollout { get; init; }

    /// <summary>The log-probabilities of the reference policy.</summary>
    public Tensor? Reference { get; init; }

    /// <summary>The weights of the policy term.</summary>
    public Tensor? Weights { get; init; }

    /// <summary>The tokens with high covariance.</summary>
    public Tensor? CovarianceTokens { get; init; }

    /// <summary>The reward of each row. Shape <c>[B]</c>.</summary>
    public Tensor? Rewards { get; init; }

    /// <summary>The index of the prompt of each row, if prompts have equal weights. Shape <c>[B]</c>.</summary>
    public Tensor? Groups { get; init; }

    /// <summary>The valid rows; null for those with a valid token.</summary>
    public Tensor? Samples { get; init; }

    /// <summary>The token count to divide by; null for the number of valid tokens.</summary>
    public double? Tokens { get; init; }

    /// <summary>The row count to divide by; null for the number of valid rows.</summary>
    public double? Sequences { get; init; }

    /// <summary>Calls the loss.</summary>
    /// <param name="config">The config.</param>
    /// <returns>The loss, and its metrics as means over this batch.</returns>
    public (Tensor Loss, Dictionary<string, double> Metrics) Compute(PolicyGradientLossConfig config)
    {
        var mask = Mask.to(float32);
        var samples = Samples?.to(float32) ?? (mask.sum(1) > 0).to(float32);
        var (ownTokens, ownRows) = ((mask * samples.unsqueeze(-1)).sum().ToDouble(), samples.sum().ToDouble());
        // The loss refuses counts that are smaller than those of the batch, so smaller counts are reached by scaling the result.
        var (tokens, rows) = (Math.Max(Tokens ?? ownTokens, ownTokens), Math.Max(Sequences ?? ownRows, ownRows));
        var batch = new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = zeros(mask.size(0), mask.size(1) + 1, dtype: int64),
            ["advantages"] = Shifted(Advantages),
            ["token_mask"] = Shifted(mask),
            ["sample_mask"] = samples,
        };
        Add("prev_logprobs", Previous);
        Add("generation_logprobs", Rollout);
        Add("reference_policy_logprobs", Reference);
        Add("policy_weights", Weights);
        Add("covariance_tokens", CovarianceTokens);
        if (Rewards is not null)
            batch["rewards"] = Rewards;
        if (Groups is not null)
            batch["prompt_weights"] = PromptGroups.ComputeWeights(Groups, batch.Bind());
        if (Weights is not null)
            config = config with { UsePolicyWeights = true };
        var result = new PolicyGradientLoss(config).Compute(
            ModelOutput.FromLogprobs(Logprobs), batch, new GlobalNormalization(tensor(rows), tensor(tokens)));
        var scale = config.Reduction switch
        {
            PolicyReduction.TokenMean => tokens / Math.Max(Tokens ?? ownTokens, 1e-30),
            PolicyReduction.TokenSum or PolicyReduction.PromptMean => 1,
            _ => rows / Math.Max(Sequences ?? ownRows, 1e-30),
        };
        var metrics = result.Metrics.Read().ToDictionary(metric => metric.Key, metric => metric.Value);
        // Means over tokens are relative to the tokens of the batch.
        foreach (var field in PolicyGradientMetrics.Schema.Fields.Where(field => field.Normalizer == MetricNormalizer.Tokens))
            metrics[field.Key] *= tokens / Math.Max(ownTokens, 1e-30);
        return (result.Loss * scale, metrics);

        void Add(string key, Tensor? value)
        {
            if (value is not null)
                batch[key] = Shifted(value);
        }
    }

    /// <summary>The unreduced loss of each token: its term in a plain sum.</summary>
    /// <param name="config">The config.</param>
    public Tensor PerToken(PolicyGradientLossConfig config)
    {
        var values = new List<Tensor>();
        var weights = Weights ?? ones_like(Logprobs).detach();
        foreach (var place in Enumerable.Range(0, (int)Mask.numel()))
        {
            var only = zeros(Mask.numel());
            only[place] = 1;
            var call = this with { Weights = weights * only.view(Mask.shape) };
            values.Add(call.Compute(config with { Reduction = PolicyReduction.TokenSum }).Loss);
        }

        return stack([.. values]).view(Mask.shape);
    }

    // Entry t is for token t; there is no prediction of the first token.
    private static Tensor Shifted(Tensor tensor) =>
        cat([zeros([tensor.size(0), 1], dtype: tensor.dtype), tensor.detach()], 1);
}
