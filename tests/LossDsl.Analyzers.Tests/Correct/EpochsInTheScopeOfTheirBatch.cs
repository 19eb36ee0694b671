// Expected: nothing
class Ppo(ClippedPGLossFn loss, Func<Tensor, Tensor> model, Func<ClippedPGLossDataDict> rollOut, optim.Optimizer optimizer)
{
    public void Train(int steps, int epochs)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var rollout = rollOut();
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                foreach (var mini in rollout.Select(randperm(rollout.Rows)).Microbatches(64))
                {
                    optimizer.zero_grad();
                    var (value, _) = loss.Compute(model(mini.InputIds), mini, GlobalNormalization.FromBatch(mini));
                    value.backward();
                    optimizer.step();
                }
            }
        }
    }

    public void Update(ClippedPGLossDataDict rollout)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(rollout);
        for (var epoch = 0; epoch < 4; epoch++)
        {
            optimizer.zero_grad();
            loss.Compute(model(rollout.InputIds), rollout, totals).Loss.backward();
            optimizer.step();
        }
    }
}
