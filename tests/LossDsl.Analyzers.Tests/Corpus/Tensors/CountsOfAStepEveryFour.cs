// Expected: LDSL5004 at micro
static class Trainer
{
    public static void Epoch(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        var i = 0;
        foreach (var micro in batch.Microbatches(8))
        {
            using var scope = NewDisposeScope();
            loss.Compute(model(micro.InputIds), micro, GlobalNormalization.Of(micro)).Loss.backward();
            if ((++i % 4) == 0)
            {
                optimizer.step();
                optimizer.zero_grad();
            }
        }
    }
}
