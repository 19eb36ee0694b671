// Expected: nothing
static class Trainer
{
    static NLLLossDataDict Make(IReadOnlyDictionary<string, Tensor> columns)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        foreach (var (name, column) in columns)
            batch[name] = column;
        return batch.Bind();
    }
}
