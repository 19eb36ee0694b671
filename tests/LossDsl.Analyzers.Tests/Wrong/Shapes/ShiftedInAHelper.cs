// LDSL5007 error: In Ratio: now is [B, S-1] (Rollout.NextToken.OldLogprobs
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
    public static Tensor Step(Rollout data) => /*!*/Ratio(data.NextToken.OldLogprobs, data.Values);

    private static Tensor Ratio(Tensor now, Tensor old) => (now - old).exp();
}
