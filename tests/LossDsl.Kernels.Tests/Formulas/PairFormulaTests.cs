using LossDsl.Tests.Shared;
using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>Formulas over pairs of sequences with every evaluator, compared with autograd over operators in float64.</summary>
public sealed class PairFormulaTests : IDisposable
{
    private static readonly DPOLossConfig[] Configs =
    [
        .. from average in new[] { false, true }
           from supervised in new[] { 0, 0.3 }
           from preference in new[] { 0, 1.5 }
           select new DPOLossConfig
           {
               ReferencePolicyKlPenalty = 0.4,
               PreferenceLossWeight = preference,
               SftLossWeight = supervised,
               PreferenceAverageLogProbs = average,
               SftAverageLogProbs = average,
           },
    ];

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<int, bool> Engines() => Engine.All();

    [Theory]
    [MemberData(nameof(Engines))]
    public void Values_metrics_and_derivatives(int width, bool isWide)
    {
        foreach (var config in Configs)
        foreach (var (pairs, tokens) in new[] { (0, 5), (1, 1), (2, 2), (3, 40), (21, 9), (70, 1) })
        {
            using var scope = NewDisposeScope();
            var (logprobs, data, totals) = Drawn(pairs, tokens, new Engine(width, isWide).DType);
            var result = new DPOLossFn(config).Evaluate(logprobs, data, totals, Width(width));

            var leaf = logprobs.to(float64).requires_grad_();
            var (loss, metrics) = DPOOperators.Of(leaf, data, totals.ValidSequences!, config);
            var gradient = autograd.grad([loss], [leaf])[0];
            var what = $"{config}, {pairs} pairs of {tokens} tokens";
            Same([Numbers(loss)[0], .. metrics.Select(metric => Numbers(metric)[0])], [Numbers(result.Loss)[0], .. Numbers(result.Metrics)], isWide, what);
            Same(Numbers(gradient), Numbers(result.Gradient), isWide, what);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_stands_at_absent_tokens_changes_no_bit(int width, bool isWide)
    {
        foreach (var config in Configs)
        {
            var (logprobs, data, totals) = Drawn(9, 7, new Engine(width, isWide).DType);
            // Rows whose partner is masked are absent as well.
            var absent = TokenMasks.Create(data.NextToken.TokenMask, PreferenceTerms.WholePairs(data.SampleMask), float64).Absent;
            var clean = Evaluated(logprobs, data);
            foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30 })
            {
                var reference = cat([data.ReferencePolicyLogprobs.narrow(1, 0, 6).masked_fill(absent, bad), full([18, 1], bad, dtype: logprobs.dtype)], 1);
                Assert.Equal(clean, Evaluated(logprobs.masked_fill(absent, bad), data with { ReferencePolicyLogprobs = reference }));
            }

            double[] Evaluated(Tensor current, DPOLossDataDict batch)
            {
                var result = new DPOLossFn(config).Evaluate(current, batch, totals, Width(width));
                return [.. Numbers(result.Loss), .. Numbers(result.Metrics), .. Numbers(result.Gradient)];
            }
        }
    }

    // NaN at one token makes its pair NaN, and only the gradients of valid tokens of the pair.
    [Theory]
    [MemberData(nameof(Engines))]
    public void NaN_stays_in_its_pair(int width, bool isWide)
    {
        var (logprobs, data, totals) = Drawn(4, 7, new Engine(width, isWide).DType);
        data = data with { SampleMask = ones(8), TokenMask = cat([ones(8, 4), zeros(8, 3)], 1) };
        logprobs = logprobs.clone();
        logprobs[2, 1] = tensor(double.NaN);

        var gradient = new DPOLossFn(Configs[^1]).Evaluate(logprobs, data, totals, Width(width)).Gradient;

        Assert.Equal(3 + 3, gradient.isnan().sum().item<long>());
        Assert.True(gradient.narrow(0, 2, 2).narrow(1, 0, 3).isnan().all().item<bool>());
        Assert.True((gradient.narrow(1, 3, 3) == 0).all().item<bool>());
    }

    [Fact]
    public void The_gradient_of_the_gradient()
    {
        foreach (var config in Configs.Where(config => config.PreferenceLossWeight > 0))
        {
            var (logprobs, data, totals) = Drawn(5, 9, float64);
            var expected = Second(current => DPOOperators.Of(current, data, totals.ValidSequences!, config).Loss);
            Assert.Contains(expected, value => value != 0);
            Same(expected, Second(current => new DPOLossFn(config).Compute(ModelOutput.FromLogprobs(current), data, totals).Loss), isWide: true, $"{config}");

            double[] Second(Func<Tensor, Tensor> loss)
            {
                var leaf = logprobs.detach().requires_grad_();
                var first = autograd.grad([loss(leaf * 1.5) * -2], [leaf], retain_graph: true, create_graph: true)[0];
                return Numbers(autograd.grad([(first * first).sum()], [leaf])[0]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Rewards(int width, bool isWide)
    {
        foreach (var pairs in new[] { 0, 1, 3, 40 })
        {
            manual_seed(pairs);
            var rewards = randn(2 * pairs, dtype: new Engine(width, isWide).DType) * 3;
            var data = new PreferenceLossDataDict { InputIds = zeros([2 * pairs, 3], dtype: int64), TokenMask = ones(2 * pairs, 3), SampleMask = Samples(pairs) };
            var totals = GlobalNormalization.FromBatch(data);
            var result = new PreferenceLoss().Evaluate(rewards.unsqueeze(-1), data, totals, Width(width));

            var leaf = rewards.to(float64).requires_grad_();
            var terms = PreferenceTerms.Of(leaf, data.SampleMask, totals.ValidSequences!);
            var gradient = autograd.grad([terms.Loss], [leaf])[0];
            Tensor[] expected = [terms.Loss, terms.Loss, terms.Accuracy, terms.RewardsChosenMean, terms.RewardsRejectedMean];
            Same([.. expected.Select(term => Numbers(term)[0]), Numbers(totals.ValidSequences!)[0] / 2], [.. Numbers(result.Loss), .. Numbers(result.Metrics)], isWide, $"{pairs} pairs");
            Same(Numbers(gradient), Numbers(result.Gradient), isWide, $"{pairs} pairs");
        }
    }

    private static int? Width(int width) => width == Engine.Operators ? null : width;

    private static Tensor Samples(int pairs) => tensor(Enumerable.Range(0, 2 * pairs).Select(row => (row % 9) switch
    {
        2 or 7 => 0,
        3 => 0.5,
        4 => 2,
        _ => 1.0,
    }).ToArray());

    private static (Tensor Logprobs, DPOLossDataDict Data, GlobalNormalization Totals) Drawn(int pairs, int tokens, ScalarType dtype)
    {
        manual_seed(pairs + tokens);
        var (rows, mask) = (2 * pairs, (rand(2 * pairs, tokens) * 3).floor() / 2);
        var data = new DPOLossDataDict
        {
            InputIds = zeros([rows, tokens], dtype: int64),
            TokenMask = mask,
            SampleMask = Samples(pairs),
            ReferencePolicyLogprobs = (randn(rows, tokens) - 1).to(dtype),
        };
        return ((randn(rows, Math.Max(0, tokens - 1)) - 1).to(dtype), data, GlobalNormalization.FromBatch(data));
    }

    private static void Same(double[] expected, double[] actual, bool isWide, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = Math.Max(1e-3, expected.Append(0).Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= scale * (isWide ? 1e-13 : 4e-6), $"number {i}: expected {expected[i]:R}, got {actual[i]:R}; {what}");
        }
    }
}
