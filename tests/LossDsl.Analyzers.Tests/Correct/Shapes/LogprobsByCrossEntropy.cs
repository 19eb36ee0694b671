[DataDict]
public sealed partial record Rollout
{
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")] public required Tensor InputIds { get; init; }
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)] public required Tensor ResponseMask { get; init; }
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)] public required Tensor Advantages { get; init; }
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)] public required Tensor OldLogprobs { get; init; }
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)] public required Tensor Values { get; init; }
    [Tensor("B", DType.Float)] public required Tensor Rewards { get; init; }
}

static class Trainer
{
    public static Tensor Step(Rollout data, [Tensor("B S V", DType.Float)] Tensor logits)
    {
        var flat = logits[.., ..^1].reshape(-1, logits.size(2));
        var labels = data.InputIds[.., 1..].reshape(-1);
        var losses = nn.functional.cross_entropy(flat, labels, reduction: nn.Reduction.None);
        return (losses.view(data.InputIds.size(0), -1) * data.NextToken.ResponseMask).sum();
    }
}
