// Batches that are whole, whatever makes, holds or fills them.
abstract class Source
{
    protected BatchedDataDict<NLLLossDataDict> Empty() => new();

    protected virtual void Fill(BatchedDataDict<NLLLossDataDict> batch, Tensor ids) => batch["input_ids"] = ids;

    protected abstract BatchedDataDict<NLLLossDataDict> Next();

    public NLLLossDataDict FilledByAnOverride(Tensor ids)
    {
        var batch = Empty();
        Fill(batch, ids);
        return batch.Bind();
    }

    public NLLLossDataDict OfAnOverride() => Next().Bind();
}

interface IFiller
{
    void Fill(BatchedDataDict batch) => batch["note"] = 1;
}

class Helpers(IFiller filler, Action<BatchedDataDict> complete)
{
    private readonly BatchedDataDict<NLLLossDataDict> _batch = new();
    private readonly BatchedDataDict<NLLLossDataDict> _handedOn = new();
    private readonly BatchedDataDict<NLLLossDataDict> _anyKey = new();
    private BatchedDataDict<NLLLossDataDict> _replaced = new();

    public NLLLossDataDict Held(Tensor ids, Tensor mask)
    {
        _batch["input_ids"] = ids;
        AddMasks(mask);
        return _batch.Bind();
    }

    private void AddMasks(Tensor mask)
    {
        _batch["token_mask"] = mask;
        this._batch.Add("sample_mask", mask);
    }

    public NLLLossDataDict HandedOn()
    {
        complete(_handedOn);
        return _handedOn.Bind();
    }

    public NLLLossDataDict AnyKey(string key, Tensor value)
    {
        _anyKey[key] = value;
        return _anyKey.Bind();
    }

    public NLLLossDataDict Replaced(BatchedDataDict<NLLLossDataDict> other)
    {
        _replaced = other;
        return _replaced.Bind();
    }

    public NLLLossDataDict Interface()
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        filler.Fill(batch);
        return batch.Bind();
    }

    public NLLLossDataDict Delegate()
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        complete(batch);
        return batch.Bind();
    }

    public async System.Threading.Tasks.Task<NLLLossDataDict> Async(Tensor ids)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        await FillAsync(batch, ids);
        return batch.Bind();
    }

    private static async System.Threading.Tasks.Task FillAsync(BatchedDataDict batch, Tensor ids)
    {
        await System.Threading.Tasks.Task.Yield();
        foreach (var key in new[] { "input_ids", "token_mask", "sample_mask" })
            batch[key] = ids;
    }

    public NLLLossDataDict Recursive(Tensor ids, int depth)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        Descend(batch, ids, depth);
        return batch.Bind();
    }

    private static void Descend(BatchedDataDict batch, Tensor ids, int depth)
    {
        if (depth > 0)
            Descend(batch, ids, depth - 1);
        batch[depth switch { 0 => "input_ids", 1 => "token_mask", _ => "sample_mask" }] = ids;
    }

    public NLLLossDataDict Fluent(Tensor ids) => With(With(With(new(), "input_ids", ids), "token_mask", ids), "sample_mask", ids).Bind();

    private static BatchedDataDict<NLLLossDataDict> With(BatchedDataDict<NLLLossDataDict> batch, string key, Tensor value)
    {
        batch[key] = value;
        return batch;
    }

    public NLLLossDataDict Extended(Tensor ids) => new BatchedDataDict<NLLLossDataDict>().Masked(ids).Bind();

    public NLLLossDataDict ByReference(Tensor ids)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        Exchange(ref batch, ids);
        return batch.Bind();
    }

    private static void Exchange(ref BatchedDataDict<NLLLossDataDict> batch, Tensor ids) =>
        batch = new() { ["input_ids"] = ids, ["token_mask"] = ids, ["sample_mask"] = ids };

    public NLLLossDataDict Returned(Tensor ids, bool some)
    {
        if (!TryLoad(ids, out var batch))
            batch = new() { ["input_ids"] = ids, ["token_mask"] = ids, ["sample_mask"] = ids };
        return batch.Bind();
    }

    private static bool TryLoad(Tensor ids, out BatchedDataDict<NLLLossDataDict> batch)
    {
        batch = new() { ["input_ids"] = ids, ["token_mask"] = ids, ["sample_mask"] = ids };
        return ids.NumberOfElements > 0;
    }

    public IEnumerable<NLLLossDataDict> Iterated(IEnumerable<Tensor> rows)
    {
        foreach (var batch in Batches(rows))
            yield return batch.Bind();
    }

    private static IEnumerable<BatchedDataDict<NLLLossDataDict>> Batches(IEnumerable<Tensor> rows)
    {
        foreach (var ids in rows)
            yield return new() { ["input_ids"] = ids, ["token_mask"] = ids, ["sample_mask"] = ids };
    }
}

static class Extensions
{
    public static BatchedDataDict<NLLLossDataDict> Masked(this BatchedDataDict<NLLLossDataDict> batch, Tensor ids)
    {
        (batch["input_ids"], batch["token_mask"], batch["sample_mask"]) = (ids, ids, ids);
        return batch;
    }

    extension(BatchedDataDict<NLLLossDataDict> batch)
    {
        public void Complete(Tensor ids)
        {
            batch["input_ids"] = ids;
            batch["token_mask"] = ids;
            batch["sample_mask"] = ids;
        }
    }

    public static NLLLossDataDict Completed(Tensor ids)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>();
        batch.Complete(ids);
        return batch.Bind();
    }
}
