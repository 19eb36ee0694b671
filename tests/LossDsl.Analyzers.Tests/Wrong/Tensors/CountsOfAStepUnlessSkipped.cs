// LDSL5004 warning: count the whole batch
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(IEnumerable<NLLLossDataDict> loader)
    {
        var step = 0;
        foreach (var batch in loader)
        {
            using var scope = NewDisposeScope();
            loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(/*!*/batch)).Loss.backward();
            step += 1;
            if (step % 8 != 0)
                continue;
            optimizer.step();
            optimizer.zero_grad();
        }
    }
}
