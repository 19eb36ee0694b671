// Expected: nothing
class Trainer(ClippedPGLossFn loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Learn(IEnumerable<ClippedPGLossDataDict> rollouts, int epochs)
    {
        foreach (var rollout in rollouts)
        {
            using var scope = NewDisposeScope();
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                foreach (var mini in rollout.Microbatches(32))
                {
                    var totals = GlobalNormalization.FromBatch(mini);
                    optimizer.zero_grad();
                    foreach (var micro in mini.Microbatches(4))
                        loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
                    optimizer.step();
                }
            }
        }
    }
}
