static class Cutting
{
    public static long Longest(BatchedDataDict<NLLLossDataDict> batch)
    {
        var most = 0L;
        foreach (var micro in batch.Microbatches(4))
            most = Math.Max(most, micro.GetTensor("input_ids").size(1));
        return most;
    }

    // A share of a sum for the log is no gradient.
    public static List<double> Shares(NLLLoss loss, NLLLossDataDict batch, Func<Tensor, Tensor> model)
    {
        var shares = new List<double>();
        foreach (var micro in batch.Microbatches(4))
        {
            using var scope = NewDisposeScope();
            var (value, measured) = loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(micro));
            shares.Add(value.item<float>() / batch.Rows);
            shares.Add(measured.Read()["loss"] / 2);
        }

        return shares;
    }

    // A temperature is no count, and a loss of one's own may be averaged.
    public static void Scaled(NLLLoss loss, NLLLossDataDict batch, Func<Tensor, Tensor> model, double temperature, int parts)
    {
        var totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(4))
        {
            using var scope = NewDisposeScope();
            (loss.Compute(model(micro.InputIds), micro, totals).Loss / temperature).backward();
            (model(micro.InputIds).sum() / parts).backward();
        }
    }

    public static BatchedDataDict Untyped(Tensor ids)
    {
        var batch = new BatchedDataDict { ["input_idz"] = ids, ["token_maks"] = 3 };
        batch.Remove("x");
        return batch;
    }
}
