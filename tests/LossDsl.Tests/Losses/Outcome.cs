namespace LossDsl.Tests.Losses;

/// <summary>Loss, metrics and gradient as plain numbers.</summary>
internal sealed record Outcome(double Loss, double[] Metrics, double[] Gradient)
{
    public static Outcome From<TMetrics>(LossResult<TMetrics> result, Tensor output, double scale = 1)
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        using (result)
        {
            using var scope = NewDisposeScope();
            var gradient = autograd.grad([result.Loss.sum() * scale], [output])[0];
            return new Outcome(
                result.Loss.sum().to(float64).item<double>(),
                Sums(result.Metrics.Read()),
                gradient.to(float64).ToArray<double>());
        }
    }

    /// <summary>The metrics that are summed over parts of a batch: all except minima and maxima.</summary>
    public static double[] Sums<TMetrics>(MetricValues<TMetrics> metrics)
        where TMetrics : class, ILossMetrics<TMetrics> =>
        [.. metrics.Values.Where((_, i) => TMetrics.Schema.Fields[i].Reduction == MetricReduction.Sum)];

    /// <summary>
    /// The combined result of consecutive parts of a batch: losses and metrics are summed, gradients concatenated.
    /// </summary>
    public static Outcome OfParts(IEnumerable<Outcome> parts)
    {
        var all = parts.ToList();
        return new Outcome(
            all.Sum(part => part.Loss),
            [.. all[0].Metrics.Select((_, i) => all.Sum(part => part.Metrics[i]))],
            [.. all.SelectMany(part => part.Gradient)]);
    }

    /// <summary>Asserts that the result equals that of the whole batch: relative 1e-6 in float32, 1e-12 in float64.</summary>
    public void IsNear(Outcome whole, ScalarType dtype)
    {
        var relative = dtype == float64 ? 1e-12 : 1e-6;
        Near(whole.Loss, Loss, Math.Max(Math.Abs(whole.Loss), 0.1));
        Assert.Equal(whole.Metrics.Length, Metrics.Length);
        for (var i = 0; i < Metrics.Length; i++)
            Near(whole.Metrics[i], Metrics[i], Math.Max(Math.Abs(whole.Metrics[i]), 0.1));
        Assert.Equal(whole.Gradient.Length, Gradient.Length);
        var greatest = Math.Max(whole.Gradient.Select(Math.Abs).DefaultIfEmpty().Max(), 1e-3);
        for (var i = 0; i < Gradient.Length; i++)
            Near(whole.Gradient[i], Gradient[i], greatest);

        void Near(double expected, double actual, double size) =>
            Assert.InRange(actual, expected - relative * size, expected + relative * size);
    }
}
