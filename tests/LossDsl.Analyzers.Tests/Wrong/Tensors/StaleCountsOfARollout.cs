// LDSL5006 warning: These counts were taken of more rows than a step of the optimizer sees (line 7), so the loss is divided by what it does not see: count the batch that the step sees
static class Trainer
{
    public static void Update(ClippedPGLossFn loss, Func<Tensor, Tensor> model, ClippedPGLossDataDict rollout, optim.Optimizer optimizer)
    {
        var totals = GlobalNormalization.FromBatch(rollout);
        foreach (var mini in rollout.Microbatches(64))
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            loss.Compute(model(mini.InputIds), mini, /*!*/totals).Loss.backward();
            optimizer.step();
        }
    }
}
