using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class NoMetricTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1016")
{
    [Fact]
    public Task A_record_without_metrics_measures_nothing() => Reports(
        "[LossMetrics] public partial record [|Metrics|] { public required Tensor Loss { get; init; } }",
        "Metrics has no property that is marked [Metric]: mark those that hold the tensors to report");

    [Theory]
    [InlineData("[LossMetrics] public partial record Metrics { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }")]
    [InlineData("public abstract record Base { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } } [LossMetrics] public partial record Metrics : Base;")]
    public Task Silent_where_there_is_one(string source) => ReportsNothing(source);
}
