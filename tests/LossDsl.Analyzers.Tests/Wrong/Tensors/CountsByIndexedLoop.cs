// LDSL5004 warning: count the whole batch
using System.Linq;

class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        foreach (var (i, micro) in batch.Microbatches(8).Index())
        {
            var totals = GlobalNormalization.FromBatch(/*!*/micro);
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
            Console.WriteLine(i);
        }

        optimizer.step();
    }
}
