namespace LossDsl.Tests.Metrics;

[LossMetrics]
internal sealed partial record Extremes
{
    [Metric(MetricNormalizer.None)]
    public required Tensor Total { get; init; }

    [Metric(MetricNormalizer.None, MetricReduction.Min)]
    public required Tensor Least { get; init; }

    [Metric(MetricNormalizer.None, MetricReduction.Max, Key = "peak")]
    public required Tensor Greatest { get; init; }
}

public sealed class MetricsAccumulatorTests
{
    [Fact]
    public void Each_metric_combines_by_its_rule()
    {
        using var scope = NewDisposeScope();
        using var metrics = new MetricsAccumulator<Extremes>();
        foreach (var value in new[] { 2.0, -3.0, 5.0 })
            metrics.Add(Of(value));

        var read = metrics.Read();

        Assert.Equal([("total", 4.0), ("least", -3.0), ("peak", 5.0)], read.Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public void Reading_starts_anew()
    {
        using var scope = NewDisposeScope();
        using var metrics = new MetricsAccumulator<Extremes>();
        metrics.Add(Of(2));
        metrics.Read();
        metrics.Add(Of(7));

        Assert.Equal(7, metrics.Read()["total"]);
    }

    [Fact]
    public void What_was_added_outlives_the_scope_of_its_microbatch()
    {
        using var metrics = new MetricsAccumulator<Extremes>();
        for (var i = 0; i < 3; i++)
        {
            using var microbatch = NewDisposeScope();
            metrics.Add(Of(i));
        }

        Assert.Equal(3, metrics.Read()["total"]);
    }

    [Fact]
    public void Reading_nothing_is_an_error()
    {
        using var metrics = new MetricsAccumulator<Extremes>();

        Assert.Contains("Extremes", Assert.Throws<InvalidOperationException>(metrics.Read).Message);
    }

    [Fact]
    public void An_unknown_name_suggests_the_nearest()
    {
        using var scope = NewDisposeScope();

        var exception = Assert.Throws<KeyNotFoundException>(() => Of(1).Read()["peaks"]);

        Assert.Equal("Extremes has no metric 'peaks'; did you mean 'peak'?", exception.Message);
    }

    [Fact]
    public void A_metric_with_dimensions_is_refused()
    {
        using var scope = NewDisposeScope();

        var exception = Assert.Throws<ArgumentException>(
            () => PackedMetrics<Extremes>.Pack(new Extremes { Total = ones(2), Least = ones([]), Greatest = ones([]) }));

        Assert.Contains("total", exception.Message);
    }

    private static PackedMetrics<Extremes> Of(double value) => PackedMetrics<Extremes>.Pack(
        new Extremes { Total = tensor(value), Least = tensor(value), Greatest = tensor(value) });
}
