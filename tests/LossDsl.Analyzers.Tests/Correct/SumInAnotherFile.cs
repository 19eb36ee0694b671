// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model)
{
    public Tensor Gradient(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = Normalizers.Count(batch);
        var sum = zeros(1);
        foreach (var micro in batch.Microbatches(8))
            sum += Normalizers.Loss(loss, model, micro, totals);
        sum.backward();
        return sum.MoveToOuterDisposeScope();
    }
}
// Another file
static class Normalizers
{
    public static GlobalNormalization Count(NLLLossDataDict batch) => GlobalNormalization.FromBatch(batch);

    public static Tensor Loss(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict micro, GlobalNormalization totals)
    {
        var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
        return value;
    }
}
