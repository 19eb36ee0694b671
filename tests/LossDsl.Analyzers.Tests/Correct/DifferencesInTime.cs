// Expected: nothing
[DataDict]
public sealed partial record Values : IMaskedBatch
{
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")] public required Tensor InputIds { get; init; }
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)] public required Tensor TokenMask { get; init; }
    [Tensor("B", DType.Mask)] public required Tensor SampleMask { get; init; }
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)] public required Tensor Estimates { get; init; }
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)] public required Tensor Rewards { get; init; }
}

static class Advantages
{
    public static Tensor Of(Values data, double gamma) =>
        data.Rewards[.., ..^1] + gamma * data.Estimates[.., 1..] - data.Estimates[.., ..^1];

    public static Tensor Delta(Values data) => data.NextToken.Estimates - data.Estimates[.., ..^1];
}
