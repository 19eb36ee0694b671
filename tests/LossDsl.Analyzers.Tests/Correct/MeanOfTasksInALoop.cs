// Expected: nothing
record Task(NLLLossDataDict Batch, GlobalNormalization Totals);

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, IReadOnlyList<Task> tasks, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        foreach (var task in tasks)
        {
            foreach (var micro in task.Batch.Microbatches(8))
                (loss.Compute(model(micro.InputIds), micro, task.Totals).Loss / tasks.Count).backward();
        }

        optimizer.step();
    }
}
