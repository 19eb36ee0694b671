// LDSL5010 error: 127 instead of 128, which InputIds gives S
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

static class Loader
{
    public static Rollout Dummy() => new()
    {
        InputIds = zeros(8, 128, dtype: int64),
        ResponseMask = /*!*/ones(8, 127),
        Advantages = zeros(8, 128),
        OldLogprobs = zeros(8, 128),
        Values = zeros(8, 128),
        Rewards = zeros(8),
    };
}
