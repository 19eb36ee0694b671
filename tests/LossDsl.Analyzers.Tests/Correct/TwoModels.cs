// Expected: nothing
static class Trainer
{
    // A policy and a value model: a loss of the library, and one of one's own.
    public static void Step(
        ClippedPGLossFn loss, nn.Module<Tensor, Tensor> policy, nn.Module<Tensor, Tensor> critic, ClippedPGLossDataDict batch, Tensor returns,
        optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var weights = batch.TokenMask.to(float32) * batch.SampleMask.unsqueeze(-1);
        var values = critic.call(batch.InputIds);
        var ofCritic = ((values - returns).pow(2) * weights).sum() / totals.ValidTokens! / 2;
        var (ofPolicy, _) = loss.Compute(policy.call(batch.InputIds), batch, totals);
        optimizer.zero_grad();
        (ofPolicy + 0.5 * ofCritic).backward();
        optimizer.step();
    }
}
