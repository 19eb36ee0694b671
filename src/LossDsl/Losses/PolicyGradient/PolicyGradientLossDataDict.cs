namespace LossDsl;

/// <summary>
/// What the batches of <see cref="PolicyGradientLoss"/> carry. A tensor that may be missing is required by the losses whose formula
/// reads it.
/// </summary>
[DataDict]
public sealed partial record PolicyGradientLossDataDict : IMaskedBatch
{
    /// <summary>Token ids.</summary>
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
    public required Tensor InputIds { get; init; }

    /// <summary>Advantage of each token.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public required Tensor Advantages { get; init; }

    /// <summary>Which tokens are trained on; exactly 0 means absent, any other value is a weight.</summary>
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Which rows count; exactly 0 means absent, any other value is a weight.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>Log-probability of each token under the policy at the start of the step, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? PrevLogprobs { get; init; }

    /// <summary>Log-probability of each token as the engine that generated it saw it, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? GenerationLogprobs { get; init; }

    /// <summary>Log-probability of each token under the reference policy, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? ReferencePolicyLogprobs { get; init; }

    /// <summary>What the policy term of each token is multiplied by: weights, or masks that do not change what is divided by.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? PolicyWeights { get; init; }

    /// <summary>Tokens of great covariance, 1 where selected (<see cref="CovarianceSelection"/>).</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? CovarianceTokens { get; init; }

    /// <summary>Reward of each answer.</summary>
    [Tensor("B", DType.Float)]
    public Tensor? Rewards { get; init; }

    /// <summary>What the entropy bonus of each row weighs besides its coefficient (<see cref="AdaptiveEntropy"/>).</summary>
    [Tensor("B", DType.Float)]
    public Tensor? EntropyWeights { get; init; }

    /// <summary>What the likelihood of each row weighs, divided by the tokens of all such rows of the step (<see cref="PositiveExamples"/>).</summary>
    [Tensor("B", DType.Float)]
    public Tensor? PositiveExampleWeights { get; init; }

    /// <summary>What each row weighs where all prompts weigh the same (<see cref="PromptGroups"/>).</summary>
    [Tensor("B", DType.Float)]
    public Tensor? PromptWeights { get; init; }

    /// <summary>What the batch carries beyond that.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.EmptyExtra;
}
