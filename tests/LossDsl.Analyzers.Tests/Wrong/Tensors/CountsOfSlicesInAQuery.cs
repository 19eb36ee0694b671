// LDSL5004 warning: count the whole batch
using System.Linq;

class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var micros = Enumerable.Range(0, 4).Select(i => batch.Slice(i * 8, (i + 1) * 8)).ToArray();
        foreach (var micro in micros)
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(/*!*/micro));
            value.backward();
        }

        optimizer.step();
    }
}
