// Expected: nothing
[LossConfig] public sealed partial record Config { [Range(0, 1)] public double Beta { get; init; } = 0.1; }
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S", Alignment = TokenAlignment.Current)] public required Tensor Ids { get; init; }
    [Tensor("B S", DType.Float), RequiredWhen<Config>(nameof(Config.Beta), IsNot = 0)] public Tensor? Reference { get; init; }
}
public sealed class Loss(Config config) : LossFunction<Batch, NLLMetrics>(NextTokenLogits)
{
    protected override object? Config => config;
    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, Batch data, GlobalNormalization totals) => throw new NotSupportedException();
}
