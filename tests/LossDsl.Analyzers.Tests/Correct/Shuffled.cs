// Expected: nothing
static class Trainer
{
    public static void Step(ClippedPGLossFn loss, Func<Tensor, Tensor> model, ClippedPGLossDataDict rollout, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(rollout);
        var shuffled = rollout.Select(randperm(rollout.Rows));
        foreach (var micro in shuffled.SortByLength().MicrobatchesByTokens(4096))
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        optimizer.step();
    }
}
