// Expected: nothing
static class Trainer
{
    // Prompts and answers weigh differently, by the counts of both.
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, Tensor prompts, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var logits = model(batch.InputIds);
        var ofPrompts = loss.Compute(logits, batch with { TokenMask = batch.TokenMask * prompts }, totals).Loss;
        var ofAnswers = loss.Compute(logits, batch with { TokenMask = batch.TokenMask * (1 - prompts) }, totals).Loss;
        (0.1 * ofPrompts + ofAnswers).backward();
        optimizer.step();
    }
}
