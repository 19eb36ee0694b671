// Expected: LDSL5006 at totals
static class Trainer
{
    public static void Update(ClippedPGLossFn loss, Func<Tensor, Tensor> model, ClippedPGLossDataDict rollout, optim.Optimizer optimizer)
    {
        var totals = GlobalNormalization.Of(rollout);
        foreach (var mini in rollout.Microbatches(64))
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            loss.Compute(model(mini.InputIds), mini, totals).Loss.backward();
            optimizer.step();
        }
    }
}
