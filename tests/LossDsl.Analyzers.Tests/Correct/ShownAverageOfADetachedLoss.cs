// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(8))
        {
            using var inner = NewDisposeScope();
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            var shown = value.detach() / accumulate;
            Console.WriteLine(shown);
            value.backward();
        }

        optimizer.step();
    }
}
