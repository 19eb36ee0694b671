// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var before = GlobalNormalization.FromBatch(batch);
        batch = batch.Select((batch.SampleMask > 0).nonzero().squeeze(-1));
        var totals = GlobalNormalization.FromBatch(batch);
        Console.WriteLine($"{before.ValidSequences!.item<double>()} rows, {totals.ValidSequences!.item<double>()} left");
        loss.Compute(model(batch.InputIds), batch, totals).Loss.backward();
        optimizer.step();
    }
}
