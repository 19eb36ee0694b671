// Expected: nothing
interface ILoader { BatchedDataDict<NLLLossDataDict> Next(); }
class Trainer(ILoader loader, NLLLoss loss, Func<Tensor, Tensor> model)
{
    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            var batch = loader.Next();
            batch["token_mask"] = batch.GetTensor("token_mask") * 1;
            loss.Compute(model(batch.GetTensor("input_ids")), batch, GlobalNormalization.FromBatch(batch)).Loss.backward();
        }
    }
}
