// LDSL5002 warning: dividing by steps shrinks the gradient (in Scaled)
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model)
{
    public void Step(NLLLossDataDict batch, int steps)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(8))
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            /*!*/LossExtensions.Scaled(value, steps).backward();
        }
    }
}
// Another file
static class LossExtensions
{
    public static Tensor Scaled(this Tensor value, int steps) => value / steps;
}
