// LDSL5004 warning: count the whole batch
using System.Linq;

record Piece(NLLLossDataDict Batch, int Index);
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in batch.Microbatches(8).Where(micro => micro.Rows > 0).ToList())
        {
            var counts = GlobalNormalization.FromBatch(/*!*/micro);
            loss.Compute(model(micro.InputIds), micro, counts).Loss.backward();
        }

        optimizer.step();
    }
}
