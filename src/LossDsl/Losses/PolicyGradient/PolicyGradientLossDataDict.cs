namespace LossDsl;

/// <summary>
/// The data dict of <see cref="PolicyGradientLoss"/>. An optional tensor is required by configurations whose formula
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

    /// <summary>Token mask: which tokens are trained on. Exactly 0 means masked, any other value is a weight.</summary>
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Sample mask: which rows count. Exactly 0 means masked, any other value is a weight.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>Log-probability of each token under the policy at the start of the step, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? PrevLogprobs { get; init; }

    /// <summary>Log-probability of each token under the inference engine that generated it, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? GenerationLogprobs { get; init; }

    /// <summary>Log-probability of each token under the reference policy, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? ReferencePolicyLogprobs { get; init; }

    /// <summary>Factor of each token's policy term: a weight, or a 0/1 mask that leaves the denominator of the loss unchanged.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? PolicyWeights { get; init; }

    /// <summary>Tokens with a large covariance, 1 where selected (<see cref="CovarianceSelection"/>).</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public Tensor? CovarianceTokens { get; init; }

    /// <summary>Reward of each response.</summary>
    [Tensor("B", DType.Float)]
    public Tensor? Rewards { get; init; }

    /// <summary>Weight of each row's entropy bonus, in addition to the coefficient (<see cref="AdaptiveEntropy"/>).</summary>
    [Tensor("B", DType.Float)]
    public Tensor? EntropyWeights { get; init; }

    /// <summary>Weight of each row in the likelihood term, including the denominator (<see cref="PositiveExamples"/>).</summary>
    [Tensor("B", DType.Float)]
    public Tensor? PositiveExampleWeights { get; init; }

    /// <summary>Weight of each row for the reduction <c>prompt_mean</c> (<see cref="PromptGroups"/>).</summary>
    [Tensor("B", DType.Float)]
    public Tensor? PromptWeights { get; init; }

    /// <summary>Undeclared values of the batch.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.EmptyExtra;
}
