// Expected: LDSL5004 at micro
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in batch.Microbatches(8).ToList())
            loss.Compute(model(micro.InputIds), micro, GlobalNormalization.Of(micro)).Loss.backward();
    }
}
