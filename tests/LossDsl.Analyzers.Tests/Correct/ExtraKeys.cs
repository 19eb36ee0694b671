// Keys beyond those of a contract that keeps them.
static class ExtraKeys
{
    public static readonly string Rewards = "rewards";

    public static BatchedDataDict<NLLLossDataDict> Beside(Tensor ids, Tensor mask) => new()
    {
        ["input_ids"] = ids,
        ["token_mask"] = mask,
        ["token_masks"] = new List<Tensor> { mask },
        ["sample_mask"] = mask,
        ["sample_mask2"] = mask,
        [Rewards] = 3,
    };

    public static object? Series(BatchedDataDict<NLLLossDataDict> batch, Tensor mask, string name)
    {
        batch["token_mask"] = mask;
        batch["token_masks"] = mask;
        var key = name.Length > 3 ? "rewards" : name;
        return batch[key] ?? batch["token_masks"];
    }

    public static object? LocalThatChanges(BatchedDataDict<NLLLossDataDict> batch, string name)
    {
        var key = "token_maks";
        key = name;
        return batch[key];
    }

    public static double Metrics(MetricValues<ClippedPGMetrics> read, IReadOnlyDictionary<string, double> any, string name)
    {
        var (loss, entropy) = ("loss", "approx_entropy");
        return read[loss] + read[entropy] + any["whatever"] + read[name] + (read.TryGetValue("probs_ratio", out var ratio) ? ratio : 0);
    }

    public static void Throwing(MetricValues<NLLMetrics> read) => Throws<KeyNotFoundException>(() => read["los"]);

    public static void Deconstructed(BatchedDataDict<NLLLossDataDict> batch, (Tensor, object) row) =>
        (batch["input_ids"], batch["token_mask"]) = row;

    private static void Throws<T>(Func<object> action)
        where T : Exception
    {
        try
        {
            action();
        }
        catch (T)
        {
        }
    }
}
