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
    public static Tensor Step(Rollout data, double gamma, double lambda)
    {
        var tokens = data.Values.size(1);
        var advantages = new List<Tensor>();
        var last = zeros_like(data.Rewards);
        for (var t = tokens - 1; t >= 0; t--)
        {
            var next = t + 1 < tokens ? data.Values.select(1, t + 1) : zeros_like(last);
            var delta = data.Advantages.select(1, t) + gamma * next - data.Values.select(1, t);
            last = delta + gamma * lambda * last;
            advantages.Add(last);
        }

        advantages.Reverse();
        return stack(advantages, 1) + data.Values;
    }
}
