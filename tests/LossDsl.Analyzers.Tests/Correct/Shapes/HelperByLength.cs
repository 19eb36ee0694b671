[DataDict]
public sealed partial record Rollout
{
    [Tensor("B S", DType.Integer, Aligned = Token.This, Below = "V")] public required Tensor InputIds { get; init; }
    [Tensor("B S", DType.Mask, Aligned = Token.This)] public required Tensor ResponseMask { get; init; }
    [Tensor("B S", DType.Float, Aligned = Token.This)] public required Tensor Advantages { get; init; }
    [Tensor("B S", DType.Float, Aligned = Token.This)] public required Tensor OldLogprobs { get; init; }
    [Tensor("B S", DType.Float, Aligned = Token.This)] public required Tensor Values { get; init; }
    [Tensor("B", DType.Float)] public required Tensor Rewards { get; init; }
}

static class Trainer
{
    private static Tensor Aligned(Tensor values, Tensor other) =>
        values.size(1) > other.size(1) ? values[.., 1..] * other : values * other;

    public static Tensor Step(Rollout data)
    {
        return Aligned(data.Values, data.NextToken.Advantages);
    }
}
