using System.Text.Json.Nodes;
using LossDsl.Tests.Docs;

namespace LossDsl.Bench;

/// <summary>User-defined losses over log-probabilities: one per token, and one with sums over a sequence.</summary>
internal static class FormulaCase
{
    public const string Everything = "loss, metrics, gradient";

    private const double Temperature = 0.5;

    /// <summary>Advantage-weighted regression, the loss of docs/custom-loss.md.</summary>
    public static BenchCase CreateAWR(int rows, int tokens, double weight) => new(
        $"awr-{rows}x{tokens}", weight,
        new JsonObject { ["case"] = "AWR", ["rows"] = rows, ["tokens"] = tokens },
        () => new PreparedCase(() => Weighted(rows, tokens)));

    /// <summary>The clipped ratio of whole sequences (GSPO, arXiv:2507.18071).</summary>
    public static BenchCase CreateGSPO(int rows, int tokens, double weight) => new(
        $"gspo-{rows}x{tokens}", weight,
        new JsonObject { ["case"] = "GSPO", ["rows"] = rows, ["tokens"] = tokens },
        () => new PreparedCase(() => Sequences(rows, tokens)));

    private static IReadOnlyList<BenchTask> Weighted(int rows, int tokens)
    {
        var data = new AWRDataDict
        {
            InputIds = zeros([rows, tokens], dtype: int64),
            TokenMask = Mask(rows, tokens),
            SampleMask = ones(rows),
            Advantages = SyntheticData.Uniform([rows], -1, 1, seed: 3),
        };
        var (totals, loss) = (GlobalNormalization.FromBatch(data), new AWRLoss(new AWRConfig { Temperature = Temperature }));
        return Tasks(rows, tokens, output => loss.Compute(output, data, totals), (logprobs, mask, count) =>
        {
            var weights = (data.Advantages / Temperature).exp().clamp_max(20);
            var value = -(weights.unsqueeze(-1) * logprobs * mask).sum() / (count + 1e-8);
            return (value, () => [value, weights.sum() / (totals.ValidSequences! + 1e-8), weights.max()]);
        }, data.TokenMask);
    }

    private static IReadOnlyList<BenchTask> Sequences(int rows, int tokens)
    {
        var data = new GSPODataDict
        {
            InputIds = zeros([rows, tokens], dtype: int64),
            TokenMask = Mask(rows, tokens),
            SampleMask = ones(rows),
            Advantages = SyntheticData.Uniform([rows, tokens], -1, 1, seed: 3),
            PrevLogprobs = SyntheticData.Uniform([rows, tokens], -6, 0, seed: 1),
        };
        var (totals, loss) = (GlobalNormalization.FromBatch(data), new GSPOLoss());
        return Tasks(rows, tokens, output => loss.Compute(output, data, totals), (logprobs, mask, _) =>
        {
            var (advantages, previous) = (data.NextToken.Advantages, data.NextToken.PrevLogprobs);
            var lengths = mask.sum(-1, keepdim: true) + 1e-8;
            var ratio = (((logprobs - previous) * mask).sum(-1, keepdim: true) / lengths).exp();
            var clipped = ratio.clamp(1 - GSPOLoss.Lower, 1 + GSPOLoss.Upper);
            var perToken = -minimum(ratio * advantages, clipped * advantages);
            var value = ((perToken * mask).sum(-1, keepdim: true) / lengths).sum() / (totals.ValidSequences! + 1e-8);
            return (value, () => [value, ratio.sum() / (totals.ValidSequences! + 1e-8), ((ratio != clipped).to(float32)).sum() / (totals.ValidSequences! + 1e-8)]);
        }, data.TokenMask);
    }

    private static Tensor Mask(int rows, int tokens) => (SyntheticData.Integers([rows, tokens], 4, seed: 6) != 0).to(float32);

    /// <summary>The task of a token loss, and the same with operators.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="tokens">The number of tokens per row.</param>
    /// <param name="compute">The loss.</param>
    /// <param name="operators">The loss with operators, from the log-probabilities, their mask and its sum.</param>
    /// <param name="tokenMask">The mask of the batch.</param>
    public static IReadOnlyList<BenchTask> Tasks<TMetrics>(
        int rows, int tokens, Func<ModelOutput, LossResult<TMetrics>> compute,
        Func<Tensor, Tensor, Tensor, (Tensor Loss, Func<Tensor[]> Metrics)> operators, Tensor tokenMask)
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        var policy = (SyntheticData.Uniform([rows, tokens], -6, 0, seed: 1) + SyntheticData.Uniform([rows, tokens], -0.4, 0.4, seed: 2))
            .narrow(1, 1, tokens - 1).contiguous();
        var mask = tokenMask.narrow(1, 1, tokens - 1).contiguous();
        var count = mask.sum();
        return
        [
            new BenchTask(Everything, "everything")
            {
                IsShort = true,
                Variants = [new Variant("", ByFormula)],
                Operators = new Variant("", ByOperators),
            },
        ];

        Tensor[] ByFormula()
        {
            var current = policy.detach().requires_grad_();
            var result = compute(ModelOutput.FromLogprobs(current));
            result.Loss.backward();
            result.Metrics.Read();
            return [result.Loss.detach(), current.grad!, result.Metrics.Values];
        }

        Tensor[] ByOperators()
        {
            var current = policy.detach().requires_grad_();
            var (loss, metrics) = operators(current, mask, count);
            loss.backward();
            using var noGrad = no_grad();
            var values = stack([.. metrics().Select(value => value.detach().to(float64))]);
            return [loss.detach(), current.grad!, values];
        }
    }
}
