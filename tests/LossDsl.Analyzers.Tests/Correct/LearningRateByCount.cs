// Expected: nothing
static class Trainer
{
    public static void Epoch(NLLLoss loss, nn.Module<Tensor, Tensor> model, IEnumerable<NLLLossDataDict> loader, optim.Optimizer optimizer, int warmup)
    {
        var step = 0;
        foreach (var batch in loader)
        {
            using var scope = NewDisposeScope();
            step++;
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = 1e-3 * Math.Min(1.0, (double)step / warmup);
            optimizer.zero_grad();
            var (value, measured) = loss.Compute(model.call(batch.InputIds), batch, GlobalNormalization.FromBatch(batch));
            value.backward();
            optimizer.step();
            if (step % 10 == 0)
                Console.WriteLine($"{step}: {measured.Read()["loss"] / 2}");
        }
    }
}
