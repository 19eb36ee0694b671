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
    public static Tensor Step(Rollout data, int group)
    {
        var grouped = data.Rewards.view(-1, group);
        var baseline = grouped.mean([1], keepdim: true);
        var deviation = grouped.std(1, keepdim: true);
        var advantages = ((grouped - baseline) / (deviation + 1e-6)).view(-1);
        return advantages.unsqueeze(-1).expand_as(data.Values) * data.ResponseMask;
    }
}
