// LDSL5004 warning: count the whole batch
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in batch.Microbatches(8))
        {
            var valid = micro.SampleMask.sum();
            var tokens = micro.NextToken.TokenMask.sum();
            var (value, _) = loss.Compute(model(micro.InputIds), micro, /*!*/new GlobalNormalization(valid, tokens));
            value.backward();
        }

        optimizer.step();
    }
}
