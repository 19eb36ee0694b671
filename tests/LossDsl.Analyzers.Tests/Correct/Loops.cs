using System.Linq;

// Batches in loops and behind exceptions.
static class Loops
{
    public static void Former(IEnumerable<Tensor> rows)
    {
        BatchedDataDict<NLLLossDataDict>? former = null;
        foreach (var ids in rows)
        {
            former?.Bind();
            var batch = new BatchedDataDict<NLLLossDataDict>();
            batch["input_ids"] = ids;
            batch["token_mask"] = ids;
            batch["sample_mask"] = ids;
            former = batch;
        }
    }

    public static void Collected(IEnumerable<Tensor> rows)
    {
        var all = new List<BatchedDataDict<NLLLossDataDict>>();
        foreach (var ids in rows)
        {
            var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
            all.Add(batch);
        }

        foreach (var batch in all)
            batch["token_mask"] = batch["sample_mask"] = batch["input_ids"];
        foreach (var batch in all.Where(batch => batch.Count > 0))
            batch.Bind();
    }

    public static void Accumulated(IEnumerable<(string Key, Tensor Value)> columns)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        foreach (var (key, value) in columns)
        {
            batch.Add(key, value);
            if (batch.Count == 3)
                batch.Bind();
        }
    }

    public static NLLLossDataDict? Filter(Tensor ids)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        try
        {
            batch["input_ids"] = ids;
            batch["token_mask"] = ids;
            batch["sample_mask"] = ids;
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException) when (batch.Count == 3)
        {
            return batch.Bind();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static NLLLossDataDict Finally(Tensor ids)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        try
        {
            batch["input_ids"] = ids;
        }
        finally
        {
            foreach (var key in new[] { "token_mask", "sample_mask" })
                batch[key] = ids;
        }

        return batch.Bind();
    }

    public static void Microbatches(NLLLoss loss, Func<Tensor, Tensor> model, Tensor ids)
    {
        using var scope = NewDisposeScope();
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = ids, ["sample_mask"] = ones(ids.size(0)) };
        var totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(4))
        {
            using var inner = NewDisposeScope();
            loss.Compute(model(micro.GetTensor("input_ids")), micro, totals).Loss.backward();
        }
    }

    public static void Parts(Tensor ids, Tensor mask)
    {
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
        foreach (var part in batch.Chunk(2).ToList())
        {
            part["token_mask"] = mask;
            part["sample_mask"] = mask;
            part.Bind();
        }
    }

    public static NLLLossDataDict Goto(Tensor ids, int rounds)
    {
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
    again:
        batch[rounds % 2 == 0 ? "token_mask" : "sample_mask"] = ids;
        if (--rounds > 0)
            goto again;
        return batch.Bind();
    }

    public static NLLLossDataDict Alias(Tensor ids)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        var same = batch;
        object any = same;
        (same["input_ids"], same["token_mask"]) = (ids, ids);
        ((BatchedDataDict)any)["sample_mask"] = ids;
        return batch.Bind();
    }

    public static NLLLossDataDict Pattern(Tensor ids)
    {
        object any = new BatchedDataDict<NLLLossDataDict>();
        if (any is BatchedDataDict<NLLLossDataDict> typed)
        {
            typed["input_ids"] = typed["token_mask"] = typed["sample_mask"] = ids;
            return typed.Bind();
        }

        return ((BatchedDataDict<NLLLossDataDict>)any).Bind();
    }

    public static NLLLossDataDict Closure(Tensor ids)
    {
        var key = "note";
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = ids };
        Action change = () => key = "sample_mask";
        change();
        batch[key] = ids;
        return batch.Bind();
    }

    public static NLLLossDataDict Local(Tensor ids)
    {
        var batch = Make("input_ids");
        Set("token_mask");
        Set("sample_mask");
        return batch.Bind();

        BatchedDataDict<NLLLossDataDict> Make(string key) => new() { [key] = ids };
        void Set(string key) => batch[key] = ids;
    }
}
