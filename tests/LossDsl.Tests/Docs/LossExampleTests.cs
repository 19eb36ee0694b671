using System.Globalization;
using System.Text.RegularExpressions;
using TorchSharp.Modules;

namespace LossDsl.Tests.Docs;

/// <summary>The examples of the pages in docs/losses give results that can be computed by hand.</summary>
public sealed class LossExampleTests : IDisposable
{
    private const int Vocabulary = 4;

    private readonly DisposeScope _scope = NewDisposeScope();

    private readonly Tensor _ids = tensor(new long[] { 0, 1, 2, 0, 3, 1, 0, 2, 2, 0, 1, 3 }, [4, 3]);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Clipped_policy_gradient()
    {
        using var model = Uniform();
        var previous = full([4, 3], -Math.Log(Vocabulary), dtype: float32);

        var metrics = LossExamples.ClippedPG(
            model, _ids, tensor(new float[] { 1, 2, -1, 0 }), previous, previous, previous, ones(4, 3));

        // Every ratio is 1: the loss is the mean of the negative advantages.
        Assert.Equal(-0.5, metrics["loss"], tolerance: 1e-5);
        Assert.Equal(0, metrics["kl_penalty"], tolerance: 1e-6);
        Assert.Equal(1, metrics["probs_ratio"], tolerance: 1e-5);
        Assert.Equal(Math.Log(Vocabulary), metrics["approx_entropy"], tolerance: 1e-5);
        Assert.True(model.parameters().Single().grad!.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void Policy_gradient()
    {
        using var model = Uniform();
        var previous = full([4, 3], -Math.Log(Vocabulary), dtype: float32);

        var (loss, clipped) = LossExamples.PolicyGradient(
            model, _ids, tensor(new float[] { 1, 0, 0, 1 }), tensor(new long[] { 7, 7, 9, 9 }), previous, previous, ones(4, 3));

        // Every ratio is 1, and the advantages of a group cancel.
        Assert.Equal(0, loss.ToSingle(), tolerance: 1e-5);
        Assert.Equal(0, clipped);
    }

    [Fact]
    public void Policy_gradient_with_entropy()
    {
        using var model = Uniform();
        var step = new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = _ids, ["advantages"] = ones(4, 3), ["token_mask"] = ones(4, 3), ["sample_mask"] = ones(4),
        };

        var (entropy, controller) = LossExamples.PolicyGradientWithEntropy(model, [step, step]);

        Assert.Equal(Math.Log(Vocabulary), entropy, tolerance: 1e-5);
        Assert.Equal(0, controller.Coefficient, tolerance: 1e-12);
        Assert.Equal([0, 0, 0, 0], step.GetTensor("entropy_weights").data<float>().ToArray());
        // All tokens are alike.
        Assert.Equal(8, step.GetTensor("policy_weights").sum().ToSingle());
    }

    [Fact]
    public void Survivors_alone_are_divided_by()
    {
        using var model = Uniform();
        var previous = full([4, 3], -Math.Log(Vocabulary), dtype: float32);
        var generation = previous.clone();
        // The engine disagrees about one answer of four.
        generation[2] = tensor(-6f);
        var advantages = ones(4, 3);

        // Every ratio is 1.
        Assert.Equal(-1, LossExamples.Survivors(model, _ids, advantages, previous, generation, ones(4, 3)), tolerance: 1e-5);

        var batch = new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = _ids, ["advantages"] = advantages, ["prev_logprobs"] = previous, ["generation_logprobs"] = generation,
            ["token_mask"] = ones(4, 3), ["sample_mask"] = ones(4),
        };
        var original = new PolicyGradientLoss(new PolicyGradientLossConfig
        {
            RejectionStatistic = RejectionStatistic.K3, RejectionLevel = CorrectionLevel.SequenceMean, RejectionUpperBound = 0.1,
        }).Compute(model.call(_ids), batch, GlobalNormalization.FromBatch(batch)).Loss;
        Assert.Equal(-0.75, original.ToSingle(), tolerance: 1e-5);
    }

    [Fact]
    public void Value()
    {
        // The predictions equal the returns, so all variance is explained.
        var rewards = tensor(new float[] { 0, 0, 1, 0, 0, 2 }, [2, 3]);
        var old = tensor(new float[] { 1, 1, 1, 2, 2, 2 }, [2, 3]);
        Assert.Equal(1, LossExamples.Value(old.clone().requires_grad_(), rewards, old, ones(2, 3)), tolerance: 1e-5);
    }

    [Fact]
    public void Advantages()
    {
        var advantages = LossExamples.Grpo(ones(4, 3));
        Assert.Equal(Math.Sqrt(0.5), advantages[0, 1].ToSingle(), tolerance: 1e-5);
        Assert.Equal([4, 3], LossExamples.Gae(rand(4, 3), rand(4, 3), ones(4, 3)).shape);
        var page = File.ReadAllText(Path.Combine(LossPage.Docs, "advantages.md")).ReplaceLineEndings("\n");
        var code = File.ReadAllText(Path.Combine(LossPage.Docs, "..", "tests", "LossDsl.Tests", "Docs", "LossExamples.cs"));
        var examples = LossPage.Code(page).ToList();
        Assert.Equal(2, examples.Count);
        Assert.All(examples, example => Assert.All(example.Split('\n'), line => Assert.Contains(line.Trim(), code)));
        // The page lists every estimator.
        foreach (var type in new[] { typeof(GroupAdvantages), typeof(TokenAdvantages), typeof(OptimalTokenBaseline) })
            Assert.All(type.GetMethods().Where(method => method.IsStatic && method.Name.StartsWith("Compute", StringComparison.Ordinal)), method => Assert.Contains($"`{type.Name}.{method.Name}`", page));
    }

    [Fact]
    public void Worked_examples_of_the_policy_gradient()
    {
        var rows = Regex.Matches(LossPage.Of("policy-gradient"), @"^\| `(\{.*\})` \| (\S+) \| (\S+) \| (\S+) \| (\S+) \|$", RegexOptions.Multiline);
        Assert.Equal(Enum.GetValues<PolicyObjective>().Order(), rows.Select(row => PolicyGradientLossConfig.FromJson(row.Groups[1].Value).Objective).Distinct().Order());
        Assert.All(rows, row =>
        {
            foreach (var (advantage, first) in new[] { (1, 2), (-1, 4) })
            {
                var (loss, slope) = OneToken(PolicyGradientLossConfig.FromJson(row.Groups[1].Value), advantage);
                Assert.Equal(double.Parse(row.Groups[first].Value, CultureInfo.InvariantCulture), loss, tolerance: 6e-5);
                Assert.Equal(double.Parse(row.Groups[first + 1].Value, CultureInfo.InvariantCulture), slope, tolerance: 6e-5);
            }
        });
    }

    private static (double Loss, double Slope) OneToken(PolicyGradientLossConfig config, double advantage)
    {
        using var scope = NewDisposeScope();
        var y = tensor(new[] { Math.Log(0.5) }, [1, 1]).requires_grad_();
        var batch = new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = zeros(1, 2, dtype: int64),
            ["advantages"] = Token(advantage),
            ["prev_logprobs"] = Token(Math.Log(0.4)),
            ["generation_logprobs"] = Token(Math.Log(0.32)),
            ["reference_policy_logprobs"] = Token(Math.Log(0.45)),
            ["covariance_tokens"] = Token(1),
            ["rewards"] = ones(1, dtype: float64),
            ["token_mask"] = Token(1),
            ["sample_mask"] = ones(1, dtype: float64),
        };
        var loss = new PolicyGradientLoss(config).Compute(ModelOutput.FromLogprobs(y), batch, GlobalNormalization.FromBatch(batch)).Loss;
        loss.backward();
        return (loss.ToDouble(), y.grad!.ToDouble());

        static Tensor Token(double value) => tensor(new[] { 0, value }, [1, 2]);
    }

    [Fact]
    public void Negative_log_likelihood()
    {
        using var model = Uniform();

        Assert.Equal(Vocabulary, LossExamples.Nll(model, _ids, ones(4, 3)), tolerance: 1e-4);
    }

    [Fact]
    public void Preference()
    {
        using var rewards = new FirstTokenReward();

        var (loss, accuracy) = LossExamples.Preference(rewards, tensor(new long[] { 2, 0, 1, 0, 1, 0, 3, 0 }, [4, 2]));

        // The rewards are 2 and 1 in the first pair, 1 and 3 in the second.
        Assert.Equal(0.5, accuracy);
        Assert.Equal((Math.Log(1 + Math.Exp(-1)) + Math.Log(1 + Math.Exp(2))) / 2, loss.item<float>(), tolerance: 1e-5);
    }

    [Fact]
    public void Direct_preference_optimization()
    {
        using var model = Uniform();
        using var frozen = nn.Embedding(Vocabulary, Vocabulary);
        var same = LossExamples.Dpo(frozen, frozen, _ids, ones(4, 3));
        var other = LossExamples.Dpo(model, frozen, _ids, ones(4, 3));

        // With itself as the reference, every pair gives ln 2; with a reference shifted by one token it would not.
        Assert.Equal(Math.Log(2), same.Metrics["preference_loss"], tolerance: 1e-5);
        Assert.Equal(0, same.Margin, tolerance: 1e-5);
        Assert.Equal(same.Metrics["preference_loss"] + 0.2 * same.Metrics["sft_loss"], same.Metrics["loss"], tolerance: 1e-5);
        Assert.NotEqual(0, other.Margin, tolerance: 1e-2);
    }

    [Fact]
    public void Sequence_packing()
    {
        using var model = nn.Embedding(Vocabulary, Vocabulary);
        var rows = tensor(new long[] { 0, 1, 2, 3, 1, 0 }, [2, 3]);
        var answers = tensor(new float[] { 0, 1, 1, 0, 1, 0 }, [2, 3]);

        var packed = LossExamples.SequencePacking(model, tensor(new long[] { 0, 1, 2, 0, 3, 1, 0, 0 }, [1, 8]), rows, answers);

        var perplexity = LossExamples.Nll(model, rows, answers);
        Assert.Equal(Math.Log(perplexity), packed.item<float>(), tolerance: 1e-5);
    }

    // A model that predicts the uniform distribution.
    private static Embedding Uniform()
    {
        var model = nn.Embedding(Vocabulary, Vocabulary);
        using var off = no_grad();
        model.parameters().Single().zero_();
        return model;
    }

    /// <summary>Rewards a row by its first token, times a weight of 1.</summary>
    private sealed class FirstTokenReward() : nn.Module<Tensor, Tensor>(nameof(FirstTokenReward))
    {
        private readonly Tensor _weight = ones(1).requires_grad_();

        public override Tensor forward(Tensor input) => input.narrow(1, 0, 1).to(float32) * _weight;
    }
}
