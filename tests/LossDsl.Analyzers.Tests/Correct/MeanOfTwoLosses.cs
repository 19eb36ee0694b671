// Expected: nothing
static class Trainer
{
    public static void Epoch(
        NLLLoss supervised, ClippedPGLossFn policy, Func<Tensor, Tensor> model,
        IEnumerable<(NLLLossDataDict Texts, ClippedPGLossDataDict Rollout)> batches, optim.Optimizer optimizer)
    {
        foreach (var (texts, rollout) in batches)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var a = supervised.Compute(model(texts.InputIds), texts, GlobalNormalization.FromBatch(texts)).Loss;
            var b = policy.Compute(model(rollout.InputIds), rollout, GlobalNormalization.FromBatch(rollout)).Loss;
            ((a + b) / 2).backward();
            optimizer.step();
        }
    }
}
