using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>The policy-gradient loss: CISPO with off-policy correction, and PPO with nearly all options.</summary>
internal static class PolicyGradientCase
{
    private const double Clamp = 20;

    private static readonly PolicyGradientLossConfig Corrected = new()
    {
        Objective = PolicyObjective.Cispo,
        RatioLowerBound = 0,
        RatioUpperBound = 1.3,
        CorrectionLevel = CorrectionLevel.Token,
        CorrectionUpperBound = 1.02,
    };

    private static readonly PolicyGradientLossConfig Everything = new()
    {
        DualClip = 3,
        LogRatioClamp = Clamp,
        CorrectionLevel = CorrectionLevel.Token,
        CorrectionLowerBound = 0.5,
        CorrectionUpperBound = 1.02,
        RejectionStatistic = RejectionStatistic.K3,
        RejectionLevel = CorrectionLevel.SequenceMean,
        RejectionUpperBound = 1,
        VetoLowerBound = 1e-4,
        OffPolicyMask = 0.01,
        UsePolicyWeights = true,
        ReferencePolicyKlPenalty = 0.01,
        KlWeight = KlWeight.PolicyRatio,
        KlGradient = KlGradient.ScoreFunction,
        KlInputClampValue = Clamp,
        KlOutputClampValue = 10,
    };

    /// <summary>CISPO with a clamped importance weight per token.</summary>
    public static BenchCase CispoCorrected(int rows, int tokens, double weight, int? vocabulary = null) => new(
        $"policy-cispo-{PolicyInput.Sizes(rows, tokens, vocabulary)}", weight,
        new JsonObject { ["case"] = "PolicyCispo", ["rows"] = rows, ["tokens"] = tokens, ["vocabulary"] = vocabulary },
        () => new PreparedCase(() => [Task(rows, tokens, vocabulary, Corrected, CispoByOperators)]));

    /// <summary>PPO with nearly all options.</summary>
    public static BenchCase AllChoices(int rows, int tokens, double weight, int? vocabulary = null) => new(
        $"policy-all-{PolicyInput.Sizes(rows, tokens, vocabulary)}", weight,
        new JsonObject { ["case"] = "PolicyAll", ["rows"] = rows, ["tokens"] = tokens, ["vocabulary"] = vocabulary },
        () => new PreparedCase(() => [Task(rows, tokens, vocabulary, Everything, EverythingByOperators)]));

    private static BenchTask Task(
        int rows, int tokens, int? vocabulary, PolicyGradientLossConfig config, Func<Tensor, Inputs, (Tensor Loss, Func<Tensor[]> Metrics)> operators)
    {
        var input = new PolicyInput(rows, tokens, vocabulary);
        var previous = input.PrevLogprobs;
        var data = new PolicyGradientLossDataDict
        {
            InputIds = input.InputIds,
            Advantages = SyntheticData.Uniform([rows, tokens], -2, 2, seed: 3),
            PrevLogprobs = previous,
            GenerationLogprobs = previous + SyntheticData.Uniform([rows, tokens], -0.05, 0.05, seed: 4),
            ReferencePolicyLogprobs = previous + SyntheticData.Uniform([rows, tokens], -0.5, 0.5, seed: 5),
            PolicyWeights = SyntheticData.Uniform([rows, tokens], 0.5, 1.5, seed: 7),
            TokenMask = (SyntheticData.Integers([rows, tokens], 4, seed: 6) != 0).to(float32),
            SampleMask = ones(rows),
        };
        var (totals, loss) = (GlobalNormalization.FromBatch(data), new PolicyGradientLoss(config));
        var inputs = new Inputs(data.NextToken, data.NextToken.TokenMask.contiguous(), totals.ValidTokens!.to(float32) + 1e-8, rows);
        return input.Task(output => loss.Compute(output, data, totals), logprobs => operators(logprobs, inputs));
    }

    private static (Tensor Loss, Func<Tensor[]> Metrics) CispoByOperators(Tensor y, Inputs inputs)
    {
        var (previous, advantages) = (inputs.Next.PrevLogprobs!, inputs.Next.Advantages);
        var ratio = (y - previous).exp();
        var weight = (previous - inputs.Next.GenerationLogprobs!).exp().clamp_max(1.02);
        var loss = inputs.Mean(-(advantages * ratio.detach().clamp(0, 1.3)) * y * weight);
        return (loss, () =>
        [
            loss, loss, inputs.Mean(ratio), inputs.Mean((ratio > 1.3).to(float32)), zeros([]), inputs.Mean(previous - y), zeros([]),
            inputs.Mean(weight), zeros([]), zeros([]), zeros([]), tensor((float)inputs.Rows),
        ]);
    }

    private static (Tensor Loss, Func<Tensor[]> Metrics) EverythingByOperators(Tensor y, Inputs inputs)
    {
        var (next, a, still) = (inputs.Next, inputs.Next.Advantages, y.detach());
        var ratio = (y - next.PrevLogprobs!).clamp(-Clamp, Clamp).exp();
        var surrogate = maximum(-a * ratio, -a * ratio.clamp(0.8, 1.2));
        surrogate = where(a < 0, minimum(surrogate, -a * 3), surrogate);
        var q = (next.PrevLogprobs! - next.GenerationLogprobs!).clamp(-Clamp, Clamp);
        var weight = q.exp().clamp(0.5, 1.02);
        var keep = (inputs.RowMean(q.exp() - 1 - q) <= 1).logical_and(((q.exp() < 1e-4).to(float32) * inputs.Mask).sum(1, keepdim: true) == 0)
            .logical_and((a < 0).logical_and(inputs.RowMean(next.PrevLogprobs! - still) > 0.01).logical_not()).to(float32);
        var policy = inputs.Mean(surrogate * weight * keep * next.PolicyWeights!);
        var d = (next.ReferencePolicyLogprobs! - y).clamp(-Clamp, Clamp);
        var kl = inputs.Mean((ratio * (d.exp() - d - 1)).clamp(-10, 10));
        var loss = policy + 0.01 * kl;
        return (loss, () =>
        [
            loss, policy, inputs.Mean(ratio),
            inputs.Mean((a > 0).logical_and(ratio > 1.2).logical_or((a < 0).logical_and(ratio < 0.8)).to(float32)),
            inputs.Mean((a < 0).logical_and(ratio > 3).to(float32)), inputs.Mean(next.PrevLogprobs! - y), kl, inputs.Mean(weight * keep),
            inputs.Mean(1 - keep), zeros([]), zeros([]), tensor((float)inputs.Rows),
        ]);
    }

    private sealed record Inputs(PolicyGradientLossDataDict.NextTokenView Next, Tensor Mask, Tensor Count, int Rows)
    {
        public Tensor Mean(Tensor values) => (values * Mask).sum() / Count;

        public Tensor RowMean(Tensor values) => (values * Mask).sum(1, keepdim: true) / (Mask.sum(1, keepdim: true) + 1e-8);
    }
}
