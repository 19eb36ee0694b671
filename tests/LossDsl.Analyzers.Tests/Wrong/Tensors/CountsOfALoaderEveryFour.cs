// LDSL5004 warning: These are the counts of the microbatch 'batch': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Epoch(NLLLoss loss, Func<Tensor, Tensor> model, IEnumerable<NLLLossDataDict> loader, optim.Optimizer optimizer)
    {
        var seen = 0;
        foreach (var batch in loader)
        {
            using var scope = NewDisposeScope();
            var totals = GlobalNormalization.FromBatch(/*!*/batch);
            loss.Compute(model(batch.InputIds), batch, totals).Loss.backward();
            var isLast = ++seen % 4 == 0;
            if (!isLast)
                continue;
            optimizer.step();
            optimizer.zero_grad();
        }
    }
}
