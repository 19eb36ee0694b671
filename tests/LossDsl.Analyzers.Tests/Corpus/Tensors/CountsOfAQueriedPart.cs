// Expected: LDSL5004 at micro
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, Device device)
    {
        using var scope = NewDisposeScope();
        foreach (var (i, micro) in batch.Microbatches(8).Select(rows => rows.To(device)).Where(rows => rows.Rows > 0).Index())
        {
            Console.WriteLine(i);
            loss.Compute(model(micro.InputIds), micro, GlobalNormalization.Of(micro)).Loss.backward();
        }
    }
}
