using LossDsl.Generators.Tests.Harness;

namespace LossDsl.Generators.Tests.Snapshots;

public sealed class LossMetricsSnapshotTests
{
    [Fact]
    public Task Everything() => Verify(Generation.Source("""
        namespace My.Losses;

        /// <summary>Metrics.</summary>
        [LossMetrics]
        public sealed partial record Metrics
        {
            /// <summary>The loss.</summary>
            [Metric(MetricNormalizer.Tokens)]
            public required Tensor Loss { get; init; }

            /// <summary>The greatest ratio.</summary>
            [Metric(MetricNormalizer.None, MetricReduction.Max, Key = "ratio/max")]
            public required Tensor RatioMax { get; init; }

            /// <summary>Computed.</summary>
            public bool IsFinite => true;
        }
        """), "cs");

    [Fact]
    public Task Positional_and_derived() => Verify(Generation.Source("""
        namespace My;

        [LossMetrics]
        internal abstract partial record Metrics([property: Metric(MetricNormalizer.Sequences)] Tensor values);

        [LossMetrics]
        internal sealed partial record Derived(Tensor values, [property: Metric(MetricNormalizer.None, MetricReduction.Min)] Tensor @this) : Metrics(values);
        """), "cs");
}
