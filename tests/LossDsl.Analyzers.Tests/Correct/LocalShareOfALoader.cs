// Expected: nothing
static class Trainer
{
    public static void Epoch(NLLLoss loss, nn.Module<Tensor, Tensor> model, IEnumerable<NLLLossDataDict> loader, int rank, int ranks)
    {
        foreach (var batch in loader)
        {
            using var scope = NewDisposeScope();
            var mine = batch.Chunk(ranks)[rank];
            loss.Compute(model.call(mine.InputIds), mine, GlobalNormalization.FromBatch(mine)).Loss.backward();
        }
    }
}
