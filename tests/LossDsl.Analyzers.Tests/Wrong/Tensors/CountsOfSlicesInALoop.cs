// LDSL5004 warning: count the whole batch
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        for (long begin = 0; begin < batch.Rows; begin += 8)
        {
            var micro = batch.Slice(begin, Math.Min(begin + 8, batch.Rows));
            var counts = GlobalNormalization.FromBatch(/*!*/micro);
            loss.Compute(model(micro.InputIds), micro, counts).Loss.backward();
        }

        optimizer.step();
    }
}
