using LossDsl.Generators.Tests.Harness;

namespace LossDsl.Generators.Tests.Execution;

/// <summary>Generated configs and metrics, compiled and run.</summary>
public sealed class ConfigAndMetricsTests
{
    private const string Declaration = """
        public enum Reduction { Sum, TokenMean }

        [LossConfig]
        public partial record Config
        {
            [Range(0, 1, MinimumIsExclusive = true)] public required double Beta { get; init; }
            public required double? Clip { get; init; }
            [AllowedValues("a", "b")] public string Mode { get; init; } = "b";
            [AllowedValues(1, 4)] public long Steps { get; init; } = 4;
            public Reduction Reduction { get; init; } = Reduction.TokenMean;
        }

        [LossConfig]
        public sealed partial record Derived : Config
        {
            [Range(1, 9)] public int Extra { get; init; } = 1;
        }

        [LossMetrics]
        public sealed partial record Metrics
        {
            [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
            [Metric(MetricNormalizer.None, MetricReduction.Max, Key = "ratio/max")] public required Tensor RatioMax { get; init; }
        }
        """;

    [Fact]
    public void A_file_is_read_and_what_it_lacks_keeps_its_default() => Assert.Equal(
        "0.5  b 4 TokenMean",
        Run("""
            var config = Config.FromJson("{ \"beta\": 0.5, \"clip\": null }");
            return FormattableString.Invariant($"{config.Beta} {config.Clip} {config.Mode} {config.Steps} {config.Reduction}");
            """));

    [Fact]
    public void Every_kind_of_value_is_read() => Assert.Equal(
        "0.5 3 a 1 Sum 7",
        Run("""
            var config = Derived.FromJson("{ \"beta\": 0.5, \"clip\": 3, \"mode\": \"a\", \"steps\": 1, \"reduction\": \"sum\", \"extra\": 7 }");
            return FormattableString.Invariant($"{config.Beta} {config.Clip} {config.Mode} {config.Steps} {config.Reduction} {config.Extra}");
            """));

    [Fact]
    public void All_violations_of_a_file_are_reported_at_once() => Assert.Equal(
        "True True True",
        Run("""
            try
            {
                return Config.FromJson("{ \"beta\": 0, \"mode\": \"c\", \"stesp\": 1 }").ToString();
            }
            catch (LossConfigException broken)
            {
                return $"{broken.Message.Contains("beta")} {broken.Message.Contains("clip")} {broken.Message.Contains("stesp")}";
            }
            """));

    [Fact]
    public void A_derived_config_is_checked_whole_even_on_a_variable_of_the_base() => Assert.Equal(
        "True True True",
        Run("""
            Config config = new Derived { Beta = 2, Clip = null, Extra = 0, Steps = 2 };
            try
            {
                config.Validate();
                return "valid";
            }
            catch (LossConfigException broken)
            {
                return $"{broken.Message.Contains("Beta")} {broken.Message.Contains("Extra")} {broken.Message.Contains("Steps")}";
            }
            """));

    [Fact]
    public void A_derived_config_is_written_whole_even_from_a_variable_of_the_base() => Assert.Equal(
        "True True Extra",
        Run("""
            Config config = new Derived { Beta = 1, Clip = null, Extra = 7 };
            var schema = Derived.JsonSchema().Contains("extra") ? "Extra" : "";
            return $"{Derived.FromJson(config.ToJson()) == config} {Derived.FromYaml(config.ToYaml()) == config} {schema}";
            """));

    [Fact]
    public void A_legal_config_is_valid() => Assert.Equal(
        "valid",
        Run("""
            new Derived { Beta = 1, Clip = 3, Extra = 9, Steps = 1, Mode = "a", Reduction = Reduction.Sum }.Validate();
            return "valid";
            """));

    [Fact]
    public void Metrics_stand_in_declaration_order() => Assert.Equal(
        "loss Token Sum, ratio/max Nothing Max; 1 2",
        Run("""
            using var scope = NewDisposeScope();
            var metrics = new Metrics { RatioMax = tensor(2f), Loss = tensor(1f) };
            var values = new Tensor[2];
            Copy(metrics, values);
            return string.Join(", ", Metrics.Schema.Fields.Select(field => $"{field.Key} {field.Normalizer} {field.Reduction}"))
                + "; " + string.Join(" ", values.Select(value => value.item<float>()));
            """));

    private static string Run(string body) => Program.Run(
        Declaration,
        $$"""
        using System.Linq;

        public static class Scenario
        {
            public static string Run()
            {
                {{body}}
            }

            private static void Copy<T>(T metrics, Span<Tensor> values) where T : class, ILossMetrics<T> => metrics.CopyTo(values);
        }
        """);
}
