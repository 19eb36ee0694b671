namespace Trainer;

/// <summary>The tensors of a rollout that the trainer uses.</summary>
[DataDict]
public sealed partial record RolloutDataDict : IMaskedBatch
{
    /// <summary>Token ids.</summary>
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
    public required Tensor InputIds { get; init; }

    /// <summary>Which tokens are trained on.</summary>
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Which rows count.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>The reward of each row.</summary>
    [Tensor("B", DType.Float)]
    public required Tensor Rewards { get; init; }
}
