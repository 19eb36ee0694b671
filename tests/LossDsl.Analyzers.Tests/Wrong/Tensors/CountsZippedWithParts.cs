// LDSL5004 warning: count the whole batch
using System.Linq;

class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var micros = batch.Microbatches(8).ToList();
        var counts = micros.Select(micro => GlobalNormalization.FromBatch(/*!*/micro)).ToList();
        foreach (var (micro, count) in micros.Zip(counts))
            loss.Compute(model(micro.InputIds), micro, count).Loss.backward();

        optimizer.step();
    }
}
