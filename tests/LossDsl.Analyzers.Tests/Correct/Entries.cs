using System.Linq;

// Batches whose entries come from elsewhere.
static class Entries
{
    private static readonly string[] Names = ["input_ids", "token_mask", "sample_mask"];

    public static NLLLossDataDict OfADictionary(Tensor ids) => new BatchedDataDict<NLLLossDataDict>(
        new Dictionary<string, object?> { ["input_ids"] = ids, ["token_mask"] = ids, ["sample_mask"] = ids }).Bind();

    public static NLLLossDataDict OfAQuery(IEnumerable<(string Key, Tensor Value)> columns) =>
        new BatchedDataDict<NLLLossDataDict>(columns.Select(column => KeyValuePair.Create(column.Key, (object?)column.Value))).Bind();

    public static NLLLossDataDict OfPairs(Tensor ids)
    {
        var pairs = new List<KeyValuePair<string, object?>>();
        foreach (var name in Names)
            pairs.Add(new(name, ids));
        return new BatchedDataDict<NLLLossDataDict>(pairs).Bind();
    }

    public static NLLLossDataDict OfArrayThatChanges(Tensor ids)
    {
        var keys = new[] { "input_ids", "token_mask", "note" };
        keys[2] = "sample_mask";
        var batch = new BatchedDataDict<NLLLossDataDict>();
        foreach (var key in keys)
            batch[key] = ids;
        return batch.Bind();
    }

    public static NLLLossDataDict OfAListThatGrows(Tensor ids)
    {
        var keys = new List<string> { "input_ids", "token_mask" };
        keys.Add("sample_mask");
        var batch = new BatchedDataDict<NLLLossDataDict>();
        foreach (var key in keys)
            batch[key] = ids;
        return batch.Bind();
    }

    public static NLLLossDataDict OfDictionaryFilledElsewhere(Tensor ids, Action<IDictionary<string, object?>> fill)
    {
        var columns = new Dictionary<string, object?>(StringComparer.Ordinal);
        fill(columns);
        return new BatchedDataDict<NLLLossDataDict>(columns).Bind();
    }

    public static NLLLossDataDict OfDictionaryWithATryAdd(Tensor ids)
    {
        var columns = new Dictionary<string, object?>();
        columns.TryAdd("input_ids", ids);
        columns.TryAdd("token_mask", ids);
        ((IDictionary<string, object?>)columns).TryAdd("sample_mask", ids);
        return new BatchedDataDict<NLLLossDataDict>(columns).Bind();
    }

    public static NLLLossDataDict OfColumns(Tensor ids)
    {
        var columns = new (string Key, Tensor Value)[] { ("input_ids", ids), ("token_mask", ids), ("sample_mask", ids) };
        var batch = new BatchedDataDict<NLLLossDataDict>();
        foreach (var (key, value) in columns)
            batch[key] = value;
        return batch.Bind();
    }

    public static NLLLossDataDict OfSpread(Tensor ids, IEnumerable<KeyValuePair<string, object?>> rest) =>
        new BatchedDataDict<NLLLossDataDict>([new("input_ids", ids), .. rest]).Bind();

    public static NLLLossDataDict OfAnotherBatch(BatchedDataDict<NLLLossDataDict> other, Tensor ids) =>
        new BatchedDataDict<NLLLossDataDict>(other) { ["input_ids"] = ids }.Bind();

    public static NLLLossDataDict Merged(Tensor ids, Tensor mask)
    {
        var first = new BatchedDataDict { ["input_ids"] = ids };
        var second = new BatchedDataDict { ["token_mask"] = mask, ["sample_mask"] = mask };
        var both = new BatchedDataDict<NLLLossDataDict>(first);
        foreach (var (key, value) in second)
            both[key] = value;
        return both.Bind();
    }

    public static NLLLossDataDict NullFirst(Tensor ids, Tensor? mask)
    {
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = null, ["sample_mask"] = mask };
        batch["token_mask"] = mask ?? ones_like(ids);
        return batch.Bind();
    }

    public static DPOLossDataDict OptionalNull(BatchedDataDict<DPOLossDataDict> batch)
    {
        batch["global_valid_seqs"] = 3;
        return batch.Bind();
    }
}
