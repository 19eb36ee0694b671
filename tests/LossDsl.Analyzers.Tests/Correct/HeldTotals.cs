// Expected: nothing
class Trainer(NLLLoss loss, nn.Module<Tensor, Tensor> model)
{
    private GlobalNormalization? _totals;

    // The caller cuts the batch, and counts it.
    public void Begin(NLLLossDataDict batch) => _totals = GlobalNormalization.FromBatch(batch);

    public double Accumulate(NLLLossDataDict micro)
    {
        using var scope = NewDisposeScope();
        var (value, _) = loss.Compute(model.call(micro.InputIds), micro, _totals!);
        value.backward();
        return value.item<float>() / micro.Rows;
    }
}
