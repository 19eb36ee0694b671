using LossDsl.Analyzers.Keys;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Keys;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Keys;

public sealed class MetricsMustBeKnownTests : FixTest<MetricsMustBeKnown, UnknownMetricFix>
{
    private static string InMethod(string body) => $$"""
        [LossMetrics]
        public sealed partial record Metrics
        {
            [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
            [Metric(MetricNormalizer.Tokens, Key = "entropy")] public required Tensor ApproxEntropy { get; init; }
        }

        static class Check { public static void Throws(Func<object> action) { } }

        class Trainer
        {
            static void Step(MetricValues<Metrics> read, IReadOnlyDictionary<string, double> any, bool flag, string name)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("_ = read[[|\"entrpy\"|]];", "'entrpy' is not a metric of Metrics; did you mean 'entropy'?")]
    [InlineData("_ = read[[|\"Loss\"|]];", "'Loss' is not a metric of Metrics; did you mean 'loss'?")]
    [InlineData("_ = read[flag ? \"loss\" : [|\"approx_entropy\"|]];", "'approx_entropy' is not a metric of Metrics; it has 'loss', 'entropy'")]
    [InlineData("_ = read.TryGetValue([|\"losss\"|], out _);", "'losss' is not a metric of Metrics; did you mean 'loss'?")]
    [InlineData("var key = [|\"los\"|]; _ = read[key] + read[key];", "'los' is not a metric of Metrics; did you mean 'loss'?")]
    public Task A_name_must_be_that_of_a_metric(string body, string message) => Reports(InMethod(body), message);

    [Theory]
    [InlineData("_ = read.ContainsKey([|\"perplexity\"|]);")]
    [InlineData("_ = read.GetValueOrDefault([|\"perplexity\"|]);")]
    public Task To_ask_for_any_other_is_a_warning(string body) => Reports(
        DiagnosticSeverity.Warning, InMethod(body), "'perplexity' is not a metric of Metrics; it has 'loss', 'entropy'");

    [Theory]
    [InlineData("_ = read[\"loss\"] + read[\"entropy\"] + any[\"los\"] + read[name];")]
    [InlineData("foreach (var (key, value) in read) Console.WriteLine(key + read[key]);")]
    [InlineData("Check.Throws(() => read[\"los\"]);")]
    public Task Silent_where_the_metric_is_there_or_nobody_can_know(string body) => ReportsNothing(InMethod(body));

    [Fact]
    public Task Fix_writes_the_nearest_metric() => Fixes(
        InMethod("_ = read[ /* nats */ \"entrpy\" ] + read.GetValueOrDefault(\"los\");"),
        InMethod("_ = read[ /* nats */ \"entropy\" ] + read.GetValueOrDefault(\"loss\");"));

    [Fact]
    public Task No_fix_where_nothing_is_near() => OffersNoFix(InMethod("_ = read[\"perplexity\"];"));
}
