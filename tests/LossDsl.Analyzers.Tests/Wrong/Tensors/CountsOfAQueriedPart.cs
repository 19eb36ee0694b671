// LDSL5004 warning: These are the counts of the microbatch 'micro': the losses of the step then weigh a token by its microbatch; count the whole batch
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, Device device)
    {
        using var scope = NewDisposeScope();
        foreach (var (i, micro) in batch.Microbatches(8).Select(rows => rows.To(device)).Where(rows => rows.Rows > 0).Index())
        {
            Console.WriteLine(i);
            loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(/*!*/micro)).Loss.backward();
        }
    }
}
