// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, IReadOnlyList<NLLLossDataDict> tasks, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        foreach (var task in tasks)
            (loss.Compute(model(task.InputIds), task, GlobalNormalization.FromBatch(task)).Loss / tasks.Count).backward();
        optimizer.step();
    }
}
