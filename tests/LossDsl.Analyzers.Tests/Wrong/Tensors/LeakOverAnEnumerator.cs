// LDSL5001 warning: open a dispose scope in the loop
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(IEnumerator<NLLLossDataDict> batches)
    {
        while (batches.MoveNext())
        {
            var batch = batches.Current;
            optimizer.zero_grad();
            loss./*!*/Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch)).Loss.backward();
            optimizer.step();
        }
    }
}
