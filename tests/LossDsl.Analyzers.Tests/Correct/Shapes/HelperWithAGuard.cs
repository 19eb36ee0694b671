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
    private static Tensor Weighted(Tensor values, Tensor weights) =>
        values * (weights.ndim < values.ndim ? weights.unsqueeze(-1) : weights);

    public static Tensor Step(Rollout data)
    {
        return Weighted(data.Values, data.Rewards) + Weighted(data.Values, data.ResponseMask);
    }
}
