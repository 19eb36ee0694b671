// Batches that are built in every way that is right.
class StepByStep
{
    public NLLLossDataDict AtOnce(Tensor ids, Tensor tokens, Tensor samples) => new BatchedDataDict<NLLLossDataDict>
    {
        [NLLLossDataDict.Keys.InputIds] = ids,
        ["token_mask"] = tokens,
        ["sample_mask"] = samples,
        ["note"] = "anything",
    }.Bind();

    public NLLLossDataDict Branches(Tensor ids, Tensor? tokens, Tensor samples, bool whole)
    {
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
        if (whole)
            batch["token_mask"] = ones_like(ids);
        else
            batch.Add("token_mask", tokens);
        batch["sample_mask"] ??= samples;
        if (!batch.ContainsKey("sample_mask"))
            batch["sample_mask"] = samples;
        return batch.Bind();
    }

    public NLLLossDataDict FromOthers(IDictionary<string, object?> source, params string[] keys)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        foreach (var key in keys)
            batch[key] = source[key];
        return batch.Bind();
    }

    public NLLLossDataDict Completed(Tensor ids)
    {
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
        AddMasks(batch, ids);
        return batch.Bind();
    }

    public NLLLossDataDict Late(Tensor ids, Tensor mask)
    {
        BatchedDataDict<NLLLossDataDict> batch;
        try
        {
            batch = new() { ["input_ids"] = ids, ["sample_mask"] = mask };
            batch["token_mask"] = mask;
        }
        finally
        {
            Console.WriteLine("made");
        }

        return NLLLossDataDict.Bind(batch);
    }

    public bool Asks(Tensor ids)
    {
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
        return NLLLossDataDict.TryBind(batch, out _, out var violations) || violations.Count > 2;
    }

    public string Expects(Tensor ids)
    {
        try
        {
            new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids }.Bind();
            return "";
        }
        catch (BatchValidationException broken)
        {
            return broken.Message;
        }
    }

    public BatchedDataDict<NLLLossDataDict> Partly(Tensor ids) => new() { ["input_ids"] = ids };

    public NLLLossDataDict Removed(BatchedDataDict<NLLLossDataDict> batch, Tensor mask)
    {
        batch.Remove("token_mask");
        batch["token_mask"] = mask;
        return batch.Bind();
    }

    public object? Unknown(BatchedDataDict<NLLLossDataDict> batch, string key) =>
        batch.TryGetValue(key, out var value) ? value : batch["rewards_of_the_judge"];

    private static void AddMasks(BatchedDataDict batch, Tensor ids)
    {
        batch["token_mask"] = ones_like(ids);
        batch["sample_mask"] = ones(ids.size(0));
    }
}
