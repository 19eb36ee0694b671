// Expected: nothing
class Trainer(NLLLoss loss, nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(NLLLossDataDict data)
    {
        foreach (var mini in data.Microbatches(64))
        {
            using var scope = NewDisposeScope();
            var totals = GlobalNormalization.FromBatch(mini);
            var (value, measured) = loss.Compute(model.call(mini.InputIds), mini, totals);
            Update(value);
            Console.WriteLine(measured.Read()["loss"]);
        }
    }

    private void Update(Tensor value)
    {
        optimizer.zero_grad();
        value.backward();
        nn.utils.clip_grad_norm_(model.parameters(), 1.0);
        optimizer.step();
    }
}
