// Expected: LDSL5004 at chunk
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        foreach (var chunk in batch.Chunk(4))
            loss.Compute(model(chunk.InputIds), chunk, GlobalNormalization.Of(chunk)).Loss.backward();
        optimizer.step();
    }
}
