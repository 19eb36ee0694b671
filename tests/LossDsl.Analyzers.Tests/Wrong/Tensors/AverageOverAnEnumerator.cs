// LDSL5002 warning: dividing by accumulate
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        using (var micros = batch.Microbatches(8).GetEnumerator())
        {
            while (micros.MoveNext())
            {
                var (value, _) = loss.Compute(model(micros.Current.InputIds), micros.Current, totals);
                (/*!*/value / accumulate).backward();
            }
        }

        optimizer.step();
    }
}
