namespace LossDsl.Tests.Losses.PolicyGradient;

/// <summary>
/// Combinations of all settings compared with the documented formula, for compiled loops and torch's operators: the loss, and the
/// gradient as central differences in which terms without gradient are constant.
/// </summary>
public sealed class PolicyGradientFormulaTests : IDisposable
{
    private const int Rows = 3;
    private const int Tokens = 6;
    private const double Step = 1e-6;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Loss_and_gradient_are_those_of_the_documented_formula(int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < 120; number++)
        {
            using var scope = NewDisposeScope();
            var config = PolicyConfigs.Draw(random, number);
            var rows = Enumerable.Range(0, Rows).Select(_ => Row(random)).ToArray();
            var (loss, gradient) = Expected(config, rows);
            foreach (var width in new int?[] { RowKernelFactory.MaxVectorBits, null })
            {
                var (value, slopes) = Numbers(Evaluate(config, rows, width));
                Assert.True(Math.Abs(loss - value) <= 1e-9 * (1 + Math.Abs(loss)), $"loss {value}, expected {loss}: {number} {config}");
                for (var i = 0; i < gradient.Length; i++)
                    Assert.True(
                        Math.Abs(gradient[i] - slopes[i]) <= 1e-6 * (1 + Math.Abs(gradient[i])),
                        $"gradient [{i}] {slopes[i]}, expected {gradient[i]}: {number} {config}");
            }
        }
    }

    [Fact]
    public void Without_a_token_that_counts_the_loss_is_0()
    {
        foreach (var reduction in Enum.GetValues<PolicyReduction>())
        {
            var config = new PolicyGradientLossConfig { Reduction = reduction, ReductionLength = reduction == PolicyReduction.Constant ? 5 : null };
            var rows = new[] { Row(new Random(1)) with { Mask = new double[Tokens] } };
            var (loss, slopes) = Numbers(Evaluate(config, rows, RowKernelFactory.MaxVectorBits));
            Assert.Equal(0, loss);
            Assert.All(slopes, slope => Assert.Equal(0, slope));
        }
    }

    private static (double Loss, double[] Gradient) Expected(PolicyGradientLossConfig config, PolicyRow[] rows)
    {
        var (tokens, sequences) = (rows.Sum(row => row.Sample * row.Mask.Sum()), rows.Sum(row => row.Sample));
        var gradient = Differences((row, t, by) => row with { Y = Moved(row.Y, t, by) });
        if (config.EntropyCoefficient is not null)
            gradient = [.. gradient, .. Differences((row, t, by) => row with { Entropies = Moved(row.Entropies, t, by) })];
        return (rows.Sum(row => row.Loss(config, tokens, sequences)), [.. gradient]);

        IEnumerable<double> Differences(Func<PolicyRow, int, double, PolicyRow> moved) => rows.SelectMany(row => Enumerable.Range(0, Tokens)
            .Select(t => (moved(row, t, Step).Loss(config, tokens, sequences) - moved(row, t, -Step).Loss(config, tokens, sequences)) / (2 * Step)));

        double[] Moved(double[] values, int place, double by) => [.. values.Select((value, t) => t == place ? value + by : value)];
    }

    /// <summary>Evaluates the loss over rows.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="rows">The rows of the step.</param>
    /// <param name="width">Bits of the vectors; null for torch's operators.</param>
    internal static FormulaResult Evaluate(PolicyGradientLossConfig config, PolicyRow[] rows, int? width)
    {
        var batch = new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = zeros(rows.Length, Tokens + 1, dtype: int64),
            ["advantages"] = Shifted(row => row.Advantages),
            ["prev_logprobs"] = Shifted(row => row.Previous),
            ["generation_logprobs"] = Shifted(row => row.Rollout),
            ["reference_policy_logprobs"] = Shifted(row => row.Reference),
            ["policy_weights"] = Shifted(row => row.PolicyWeights),
            ["covariance_tokens"] = Shifted(row => row.CovarianceTokens),
            ["token_mask"] = Shifted(row => row.Mask),
            ["sample_mask"] = Each(row => row.Sample),
            ["rewards"] = Each(row => row.Reward),
            ["positive_example_weights"] = Each(row => row.PositiveWeight),
            ["prompt_weights"] = Each(row => row.PromptWeight),
            ["entropy_weights"] = Each(row => row.EntropyWeight),
        }.Bind();
        var y = Current(row => row.Y);
        if (config.EntropyCoefficient is not null)
            y = stack([y, Current(row => row.Entropies)]);
        return new PolicyGradientLoss(config).Evaluate(y, batch, GlobalNormalization.FromBatch(batch), width);

        Tensor Shifted(Func<PolicyRow, double[]> values) =>
            tensor(rows.SelectMany(row => values(row).Prepend(double.NaN)).ToArray(), [rows.Length, Tokens + 1]).nan_to_num(0);

        // What is absent may be anything.
        Tensor Current(Func<PolicyRow, double[]> values) => tensor(
            rows.SelectMany(row => values(row).Zip(row.Mask, (value, mask) => mask == 0 ? double.NaN : value)).ToArray(), [rows.Length, Tokens]);

        Tensor Each(Func<PolicyRow, double> value) => tensor(rows.Select(value).ToArray());
    }

    private static (double Loss, double[] Gradient) Numbers(FormulaResult result) =>
        (result.Loss.ToDouble(), [.. result.Gradient.contiguous().data<double>()]);

    /// <summary>A row of random tokens.</summary>
    internal static PolicyRow Row(Random random)
    {
        var y = Logprobs();
        return new PolicyRow(
            y, y, Values(() => random.NextDouble() * 4 - 2), Near(y), Near(y), Near(y), Values(() => random.NextDouble() + 0.3),
            Values(() => random.Next(3) == 0 ? 1 : 0), Values(() => random.Next(4) == 0 ? 0 : random.Next(3) == 0 ? 0.5 : 1),
            random.Next(4) == 0 ? 0.5 : 1, random.NextDouble() * 2 - 1, random.NextDouble() / 5, random.NextDouble() / 5,
            Values(() => random.NextDouble() * 3), random.NextDouble());

        double[] Values(Func<double> value) => [.. Enumerable.Range(0, Tokens).Select(_ => value())];

        double[] Logprobs() => Values(() => -0.2 - 2 * random.NextDouble());

        double[] Near(double[] other) => [.. other.Select(each => Math.Min(each + random.NextDouble() * 1.2 - 0.6, -0.01))];
    }
}
