// Expected: nothing
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        stack(batch.Microbatches(8).Select(micro => loss.Compute(model(micro.InputIds), micro, totals).Loss)).sum().backward();
        var losses = new List<Tensor>();
        foreach (var micro in batch.Microbatches(8))
            losses.Add(loss.Compute(model(micro.InputIds), micro, totals).Loss);
        losses.Aggregate((a, b) => a + b).backward();
        Console.WriteLine(stack(losses).detach().mean().item<float>());
    }
}
