// Expected: LDSL5004 at micro
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        for (var begin = 0L; begin < batch.Rows; begin += 8)
        {
            var micro = batch.Slice(begin, Math.Min(begin + 8, batch.Rows));
            loss.Compute(model(micro.InputIds), micro, GlobalNormalization.Of(micro)).Loss.backward();
        }

        optimizer.step();
    }
}
