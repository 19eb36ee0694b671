using System.Text.Json.Nodes;
using LossDsl.Tests.Docs;

namespace LossDsl.Bench;

/// <summary>User-defined losses, from log-probabilities or from logits: one per token, and one with sums over a sequence.</summary>
internal static class FormulaCase
{
    private const double Temperature = 0.5;

    /// <summary>Advantage-weighted regression, the loss of docs/custom-loss.md.</summary>
    public static BenchCase CreateAWR(int rows, int tokens, double weight, int? vocabulary = null) => new(
        $"awr-{PolicyInput.Sizes(rows, tokens, vocabulary)}", weight,
        new JsonObject { ["case"] = "AWR", ["rows"] = rows, ["tokens"] = tokens, ["vocabulary"] = vocabulary },
        () => new PreparedCase(() => [Weighted(rows, tokens, vocabulary)]));

    /// <summary>The clipped ratio of whole sequences (GSPO, arXiv:2507.18071).</summary>
    public static BenchCase CreateGSPO(int rows, int tokens, double weight, int? vocabulary = null) => new(
        $"gspo-{PolicyInput.Sizes(rows, tokens, vocabulary)}", weight,
        new JsonObject { ["case"] = "GSPO", ["rows"] = rows, ["tokens"] = tokens, ["vocabulary"] = vocabulary },
        () => new PreparedCase(() => [Sequences(rows, tokens, vocabulary)]));

    private static BenchTask Weighted(int rows, int tokens, int? vocabulary)
    {
        var input = new PolicyInput(rows, tokens, vocabulary);
        var data = new AWRDataDict
        {
            InputIds = input.InputIds,
            TokenMask = Mask(rows, tokens),
            SampleMask = ones(rows),
            Advantages = SyntheticData.Uniform([rows], -1, 1, seed: 3),
        };
        var (totals, loss) = (GlobalNormalization.FromBatch(data), new AWRLoss(new AWRConfig { Temperature = Temperature }));
        var (mask, count) = (data.NextToken.TokenMask.contiguous(), totals.ValidTokens!.to(float32));
        return input.Task(output => loss.Compute(output, data, totals), logprobs =>
        {
            var weights = (data.Advantages / Temperature).exp().clamp_max(20);
            var value = -(weights.unsqueeze(-1) * logprobs * mask).sum() / (count + 1e-8);
            return (value, () => [value, weights.sum() / (totals.ValidSequences! + 1e-8), weights.max()]);
        });
    }

    private static BenchTask Sequences(int rows, int tokens, int? vocabulary)
    {
        var input = new PolicyInput(rows, tokens, vocabulary);
        var data = new GSPODataDict
        {
            InputIds = input.InputIds,
            TokenMask = Mask(rows, tokens),
            SampleMask = ones(rows),
            Advantages = SyntheticData.Uniform([rows, tokens], -1, 1, seed: 3),
            PrevLogprobs = input.PrevLogprobs,
        };
        var (totals, loss) = (GlobalNormalization.FromBatch(data), new GSPOLoss());
        var mask = data.NextToken.TokenMask.contiguous();
        return input.Task(output => loss.Compute(output, data, totals), logprobs =>
        {
            var (advantages, previous) = (data.NextToken.Advantages, data.NextToken.PrevLogprobs);
            var lengths = mask.sum(-1, keepdim: true) + 1e-8;
            var ratio = (((logprobs - previous) * mask).sum(-1, keepdim: true) / lengths).exp();
            var clipped = ratio.clamp(1 - GSPOLoss.Lower, 1 + GSPOLoss.Upper);
            var perToken = -minimum(ratio * advantages, clipped * advantages);
            var value = ((perToken * mask).sum(-1, keepdim: true) / lengths).sum() / (totals.ValidSequences! + 1e-8);
            return (value, () => [value, ratio.sum() / (totals.ValidSequences! + 1e-8), ((ratio != clipped).to(float32)).sum() / (totals.ValidSequences! + 1e-8)]);
        });
    }

    private static Tensor Mask(int rows, int tokens) => (SyntheticData.Integers([rows, tokens], 4, seed: 6) != 0).to(float32);
}
