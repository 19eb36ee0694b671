namespace LossDsl;

/// <summary>Required keys of the clipped policy-gradient loss.</summary>
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

    /// <summary>Log-probability of each token as the engine that generated it saw it, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public required Tensor GenerationLogprobs { get; init; }

    /// <summary>Log-probability of each token under the reference policy, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public required Tensor ReferencePolicyLogprobs { get; init; }

    /// <summary>Which tokens are trained on; exactly 0 means absent, any other value is a weight.</summary>
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Which rows count; exactly 0 means absent, any other value is a weight.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>Reward of each answer; for <c>positive_example_nll_weight</c>.</summary>
    [Tensor("B", DType.Float)]
    public Tensor? Rewards { get; init; }

    /// <summary>
    /// What the likelihood of each row weighs (<see cref="PositiveExamples.ComputeWeights"/> over the whole step). Without it the
    /// positive rewards of each call are counted, as the reference does.
    /// </summary>
    [Tensor("B", DType.Float)]
    public Tensor? PositiveExampleWeights { get; init; }

    /// <summary>What the batch carries beyond that.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.EmptyExtra;
}
