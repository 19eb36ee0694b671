// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by micros.Count shrinks the gradient
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, IReadOnlyList<NLLLossDataDict> micros, GlobalNormalization totals, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in micros)
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            (/*!*/value / micros.Count).backward();
        }

        optimizer.step();
    }
}
