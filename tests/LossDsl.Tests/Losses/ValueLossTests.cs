namespace LossDsl.Tests.Losses;

/// <summary>The loss of values, by hand and by central differences.</summary>
public sealed class ValueLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Clipping_takes_the_worse_of_both()
    {
        // Returns 0: 1 from an old value of 0.5 counts as 1, as the clipped 0.7 is better; 0.1 from 0.5 counts as 0.3.
        var (loss, metrics) = Compute(new() { Cliprange = 0.2 }, tensor(new double[] { 1, 0.1 }, [1, 2]), zeros(1, 2), full([1, 2], 0.5));
        Assert.Equal((1 + 0.09) / 4, loss.ToDouble(), 1e-7);
        Assert.Equal(0.5, metrics["vf_clipfrac"], 1e-7);
        Assert.Equal((0.1, 1), (Math.Round(metrics["values_min"], 6), metrics["values_max"]));
    }

    // At the old value itself the clipped error is the same, hence not the worse one.
    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.5, 0)]
    [InlineData(0.2, 0.5)]
    public void Without_a_bound_or_within_it_nothing_is_clipped(double range, double fraction)
    {
        var (loss, metrics) = Compute(new() { Cliprange = range }, tensor(new double[] { 0.25, 0.5 }, [1, 2]), zeros(1, 2), full([1, 2], 0.5));
        Assert.Equal(fraction, metrics["vf_clipfrac"], 1e-7);
        Assert.Equal(((fraction > 0 ? 0.09 : 0.0625) + 0.25) / 4, loss.ToDouble(), 1e-7);
    }

    [Fact]
    public void Metrics_are_of_the_positions_that_count()
    {
        var (values, returns) = (tensor(new double[] { 1, -3, 100 }, [1, 3]), tensor(new double[] { 2, 4, 100 }, [1, 3]));
        var batch = Data(returns, zeros_like(values), tensor(new double[] { 1, 1, 0 }, [1, 3]));
        var metrics = new ValueLossFn(new()).Compute(values, batch, GlobalNormalization.FromBatch(batch.Bind())).Metrics.Read();
        Assert.Equal((3, -1), (Math.Round(metrics["returns_mean"], 6), Math.Round(metrics["values_mean"], 6)));
        Assert.Equal((10, 25), (Math.Round(metrics["returns_sq_mean"], 6), Math.Round(metrics["residual_sq_mean"], 6)));
        Assert.Equal((-3, 1, 1), (metrics["values_min"], metrics["values_max"], metrics["num_valid_samples"]));

        batch["token_mask"] = zeros_like(values);
        metrics = new ValueLossFn(new()).Compute(values, batch, GlobalNormalization.FromBatch(batch.Bind())).Metrics.Read();
        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), (metrics["values_min"], metrics["values_max"]));
    }

    [Theory]
    [InlineData(0.0, "HuberDelta is 0; it must be greater than 0")]
    [InlineData(-1.5, "HuberDelta is -1.5; it must be greater than 0")]
    public void A_configuration_that_breaks_its_rules_is_refused(double delta, string message) =>
        Assert.Contains(message, Assert.Throws<LossConfigException>(() => new ValueLossFn(new() { HuberDelta = delta })).Message);

    [Fact]
    public void Huber_is_linear_from_its_bound_on()
    {
        var (loss, _) = Compute(new() { HuberDelta = 2, Scale = 3 }, tensor(new double[] { 1, 5 }, [1, 2]), zeros(1, 2), zeros(1, 2));
        Assert.Equal(3 * (0.5 + 2 * 4) / 2, loss.ToDouble(), 1e-6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_gradient_is_that_of_central_differences(bool isTokenLevel)
    {
        const double Step = 1e-6;
        manual_seed(3);
        var config = new ValueLossConfig { Cliprange = 0.3, HuberDelta = 1, TokenLevelLoss = isTokenLevel };
        var (values, returns, old) = (randn(3, 4, dtype: float64), randn(3, 4, dtype: float64), randn(3, 4, dtype: float64));
        values.requires_grad_();
        Compute(config, values, returns, old).Loss.backward();
        var gradient = values.grad!.data<double>().ToArray();
        var numbers = values.detach().data<double>().ToArray();
        for (var i = 0; i < numbers.Length; i++)
            Assert.Equal((At(i, Step) - At(i, -Step)) / (2 * Step), gradient[i], 1e-6);

        double At(int place, double by) =>
            Compute(config, tensor([.. numbers.Select((x, i) => i == place ? x + by : x)], [3, 4]), returns, old).Loss.ToDouble();
    }

    [Fact]
    public void Absent_positions_reach_nothing_and_microbatches_add_up()
    {
        manual_seed(4);
        var (values, returns, old) = (randn(4, 3, dtype: float64), randn(4, 3, dtype: float64), randn(4, 3, dtype: float64));
        var mask = tensor(new double[] { 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0 }, [4, 3]);
        var loss = new ValueLossFn(new() { Cliprange = 0.2 });
        var batch = Data(returns, old, mask);
        var totals = GlobalNormalization.FromBatch(batch.Bind());
        Assert.Equal(8, totals.ValidTokens!.ToDouble());
        var whole = loss.Compute(values, batch, totals).Loss.ToDouble();
        var poisoned = values.masked_fill(mask == 0, double.NaN);
        Assert.Equal(whole, loss.Compute(poisoned.unsqueeze(-1), Data(returns.masked_fill(mask == 0, double.NaN), old, mask), totals).Loss.ToDouble());
        var parts = new[] { (0L, 1L), (1L, 3L) }.Sum(part => loss.Compute(
            values.narrow(0, part.Item1, part.Item2), batch.Bind().Slice(part.Item1, part.Item1 + part.Item2), totals).Loss.ToDouble());
        Assert.Equal(whole, parts, 1e-12);
    }

    private static (Tensor Loss, MetricValues<ValueMetrics> Metrics) Compute(ValueLossConfig config, Tensor values, Tensor returns, Tensor old)
    {
        var batch = Data(returns.to(float64), old.to(float64), ones_like(values).detach());
        var result = new ValueLossFn(config).Compute(values, batch, GlobalNormalization.FromBatch(batch.Bind()));
        return (result.Loss, result.Metrics.Read());
    }

    private static BatchedDataDict<ValueLossDataDict> Data(Tensor returns, Tensor old, Tensor mask) => new()
    {
        ["token_mask"] = mask, ["sample_mask"] = ones(mask.size(0), dtype: float64), ["returns"] = returns, ["values"] = old,
    };
}
