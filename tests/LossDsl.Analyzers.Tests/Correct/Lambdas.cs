static class Lambdas
{
    public static Func<Tensor, double> Measure(NLLLoss loss, NLLLossDataDict batch, GlobalNormalization totals) => logits =>
    {
        using var result = loss.Compute(logits, batch, totals);
        return result.Metrics.Read()["loss"];
    };

    public static IEnumerable<NLLLossDataDict> Lazy(IEnumerable<(Tensor Ids, Tensor Mask)> rows)
    {
        foreach (var (ids, mask) in rows)
        {
            var batch = new BatchedDataDict<NLLLossDataDict>();
            void Set(string key, Tensor value) => batch[key] = value;
            Set("input_ids", ids);
            Set("token_mask", mask);
            Set("sample_mask", mask);
            yield return batch.Bind();
        }
    }

    public static void Throwing(NLLLoss loss, Tensor logits, GlobalNormalization totals)
    {
        Throws(() => loss.Compute(logits, new BatchedDataDict<NLLLossDataDict>(), totals));
        var problem = Exception(() => _ = new DPOLossConfig
        {
            ReferencePolicyKlPenalty = -1, PreferenceLossWeight = 1, SftLossWeight = 0,
            PreferenceAverageLogProbs = false, SftAverageLogProbs = false,
        });
        Console.WriteLine(problem);
    }

    private static void Throws(Func<object> action) => Exception(() => action());

    private static Exception? Exception(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception problem)
        {
            return problem;
        }
    }
}
