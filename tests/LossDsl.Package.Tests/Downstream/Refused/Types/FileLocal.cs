namespace Refused.FileLocal;

[DataDict]
file sealed partial record /*LDSL1001*/Batch
{
    [Tensor("B S")] public required Tensor InputIds { get; init; }
}

file sealed class Loss() : LossFunction<Batch, NLLMetrics>(NextTokenLogits)
{
    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, Batch data, GlobalNormalization totals) =>
        throw new NotSupportedException();
}
