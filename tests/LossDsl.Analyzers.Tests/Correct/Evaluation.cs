// Expected: nothing
static class Evaluation
{
    public static double Perplexity(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict data)
    {
        using var off = no_grad();
        var (sum, tokens) = (0.0, 0.0);
        foreach (var micro in data.Microbatches(32))
        {
            using var scope = NewDisposeScope();
            var totals = GlobalNormalization.FromBatch(micro);
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            var count = totals.ValidTokens!.item<double>();
            sum += value.item<float>() * count;
            tokens += count;
        }

        return Math.Exp(sum / tokens);
    }
}
