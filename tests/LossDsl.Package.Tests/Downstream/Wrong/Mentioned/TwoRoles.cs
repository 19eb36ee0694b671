namespace Wrong.Mentioned.TwoRoles;

[DataDict, LossConfig]
public sealed partial record /*LDSL1015*/Batch
{
    [Tensor("B S")] internal Tensor InputIds { get; init; } = null!;
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
