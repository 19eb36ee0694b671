// Expected: nothing
static class Trainer
{
    public static void Step(
        NLLLoss supervised, DPOLossFn preference, Func<Tensor, Tensor> model, NLLLossDataDict texts, DPOLossDataDict pairs, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var (ofTexts, ofPairs) = (GlobalNormalization.FromBatch(texts), GlobalNormalization.FromBatch(pairs));
        optimizer.zero_grad();
        foreach (var micro in texts.Microbatches(8))
            (supervised.Compute(model(micro.InputIds), micro, ofTexts).Loss / 2).backward();
        foreach (var micro in pairs.Microbatches(8))
            (preference.Compute(model(micro.InputIds), micro, ofPairs).Loss / 2).backward();
        optimizer.step();
    }
}
