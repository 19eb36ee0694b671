// LDSL5004 warning: These are the counts of the microbatch 'micros[i]': the losses of the step then weigh a token by its microbatch; count the whole batch
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var micros = batch.Microbatches(8).ToArray();
        for (var i = 0; i < micros.Length; i++)
            loss.Compute(model(micros[i].InputIds), micros[i], GlobalNormalization.FromBatch(/*!*/micros[i])).Loss.backward();
        optimizer.step();
    }
}
