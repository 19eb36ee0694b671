namespace Wrong.Mentioned.ShapeWithComma;

[DataDict]
public sealed partial record Batch
{
    // LDSL1003: B,S
    [Tensor("B,S")] public required Tensor InputIds { get; init; }
}

public sealed class Loss() : LossFunction<Batch, NLLMetrics>(NextTokenLogits)
{
    private readonly Batch? _field = null;

    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, Batch data, GlobalNormalization totals) =>
        throw new NotSupportedException($"{_field}");
}

public abstract class Parameter
{
    public abstract void Take(BatchedDataDict<Batch> batch);
}

public abstract class Parent : List<BatchedDataDict<Batch>>;
