// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, int rank, int ranks, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var mine = batch.Chunk(ranks)[rank];
        loss.Compute(model(mine.InputIds), mine, totals).Loss.backward();
        var (begin, end) = (batch.Rows * rank / ranks, batch.Rows * (rank + 1) / ranks);
        var same = batch.Slice(begin, end);
        loss.Compute(model(same.InputIds), same, totals).Loss.backward();
        optimizer.step();
    }
}
