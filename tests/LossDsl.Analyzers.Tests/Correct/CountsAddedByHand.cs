// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var (rows, tokens) = (zeros([]), zeros([]));
        foreach (var micro in batch.Microbatches(8))
        {
            rows += micro.SampleMask.sum();
            tokens += (micro.NextToken.TokenMask * micro.SampleMask.unsqueeze(-1)).sum();
        }

        var totals = new GlobalNormalization(rows, tokens);
        foreach (var micro in batch.Microbatches(8))
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        optimizer.step();
    }
}
