namespace LossDsl;

/// <summary>The data dict of the clipped policy-gradient loss.</summary>
[DataDict]
public sealed partial record ClippedPGLossDataDict : IMaskedBatch
{
    /// <summary>Token ids.</summary>
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
    public required Tensor InputIds { get; init; }

    /// <summary>Advantage of each token.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public required Tensor Advantages { get; init; }

    /// <summary>Log-probability of each token under the policy at the start of the step, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public required Tensor PrevLogprobs { get; init; }

    /// <summary>Log-probability of each token under the inference engine that generated it, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public required Tensor GenerationLogprobs { get; init; }

    /// <summary>Log-probability of each token under the reference policy, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public required Tensor ReferencePolicyLogprobs { get; init; }

    /// <summary>Token mask: which tokens are trained on. Exactly 0 means masked, any other value is a weight.</summary>
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Sample mask: which rows count. Exactly 0 means masked, any other value is a weight.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>Reward of each response, for <c>positive_example_nll_weight</c>.</summary>
    [Tensor("B", DType.Float)]
    public Tensor? Rewards { get; init; }

    /// <summary>
    /// Weight of each row in the likelihood term (<see cref="PositiveExamples.ComputeWeights"/> over the whole step). If absent, the
    /// weights are computed from the positive rewards of each call, as in the reference.
    /// </summary>
    [Tensor("B", DType.Float)]
    public Tensor? PositiveExampleWeights { get; init; }

    /// <summary>Undeclared values of the batch.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.EmptyExtra;
}
