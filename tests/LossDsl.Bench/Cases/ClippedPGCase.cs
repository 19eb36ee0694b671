using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>The clipped policy-gradient loss over log-probabilities, with its metrics and its gradient.</summary>
internal static class ClippedPGCase
{
    public const string Everything = "loss, metrics, gradient";

    /// <summary>
    /// The variant that binds the record from a batch, which includes validation; otherwise the record exists already.
    /// </summary>
    public const string Bound = "bound from a batch";

    /// <summary>A config with all terms enabled.</summary>
    private static readonly ClippedPGLossConfig Config = new()
    {
        RatioClipMin = 0.2,
        RatioClipMax = 0.28,
        RatioClipC = 3,
        ReferencePolicyKlPenalty = 0.01,
        UseOnPolicyKlApproximation = true,
        UseImportanceSamplingCorrection = true,
        TokenLevelLoss = true,
    };

    public static BenchCase Create(int rows, int tokens, double weight) => new(
        $"clipped-pg-{rows}x{tokens}", weight,
        new JsonObject { ["case"] = "ClippedPG", ["rows"] = rows, ["tokens"] = tokens },
        () => new PreparedCase(() => Tasks(rows, tokens)));

    private static IReadOnlyList<BenchTask> Tasks(int rows, int tokens)
    {
        var previous = SyntheticData.Uniform([rows, tokens], -6, 0, seed: 1);
        var policy = (previous + SyntheticData.Uniform([rows, tokens], -0.4, 0.4, seed: 2)).narrow(1, 1, tokens - 1).contiguous();
        var data = new ClippedPGLossDataDict
        {
            InputIds = zeros([rows, tokens], dtype: int64),
            Advantages = SyntheticData.Uniform([rows, tokens], -2, 2, seed: 3),
            PrevLogprobs = previous,
            GenerationLogprobs = previous + SyntheticData.Uniform([rows, tokens], -0.05, 0.05, seed: 4),
            ReferencePolicyLogprobs = previous + SyntheticData.Uniform([rows, tokens], -0.5, 0.5, seed: 5),
            TokenMask = (SyntheticData.Integers([rows, tokens], 4, seed: 6) != 0).to(float32),
            SampleMask = ones(rows),
        };
        var batch = Batch(data);
        var totals = GlobalNormalization.FromBatch(data);
        var loss = new ClippedPGLossFn(Config);
        return
        [
            new BenchTask(Everything, "everything")
            {
                IsShort = true,
                Variants =
                [
                    new Variant("", () => InOneSweep(output => loss.Compute(output, data, totals))),
                    new Variant(Bound, () => InOneSweep(output => loss.Compute(output, batch, totals))),
                ],
                Operators = new Variant("", InOperators),
            },
        ];

        Tensor[] InOneSweep(Func<ModelOutput, LossResult<ClippedPGMetrics>> compute)
        {
            var current = policy.detach().requires_grad_();
            var result = compute(ModelOutput.FromLogprobs(current));
            result.Loss.backward();
            result.Metrics.Read();
            return [result.Loss.detach(), current.grad!, result.Metrics.Values];
        }

        Tensor[] InOperators()
        {
            var current = policy.detach().requires_grad_();
            var (value, metrics) = ClippedPGOperators.Compute(current, new ClippedPGInputs(data, totals.ValidTokens!, ValidSequences: null), Config);
            value.backward();
            var packed = PackedMetrics<ClippedPGMetrics>.Pack(metrics);
            packed.Read();
            return [value.detach(), current.grad!, packed.Values];
        }
    }

    private static BatchedDataDict<ClippedPGLossDataDict> Batch(ClippedPGLossDataDict data) => new()
    {
        ["input_ids"] = data.InputIds,
        ["advantages"] = data.Advantages,
        ["prev_logprobs"] = data.PrevLogprobs,
        ["generation_logprobs"] = data.GenerationLogprobs,
        ["reference_policy_logprobs"] = data.ReferencePolicyLogprobs,
        ["token_mask"] = data.TokenMask,
        ["sample_mask"] = data.SampleMask,
    };
}
