using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class ForgottenAttributeTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1019")
{
    [Theory]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B\")] public required Tensor A { get; init; } public Tensor? [|Mask|] { get; init; } }", "Mask of Batch is a tensor without [Tensor(\"…\")], so nothing ever fills or reads it: mark it [Tensor(\"…\")], or remove its accessor if it is computed")]
    [InlineData("[LossMetrics] public partial record Metrics { [Metric(MetricNormalizer.Tokens)] public required Tensor A { get; init; } public required Tensor [|Kl|] { get; init; } }", "Kl of Metrics is a tensor without [Metric(…)], so nothing ever fills or reads it: mark it [Metric(…)], or remove its accessor if it is computed")]
    public Task A_tensor_that_is_not_declared_is_never_filled(string source, string message) => Reports(DiagnosticSeverity.Warning, source, message);

    [Theory]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B\")] public required Tensor A { get; init; } public Tensor Twice => 2 * A; internal Tensor? Scratch { get; set; } public int? Step { get; init; } }")]
    [InlineData("[LossMetrics] public partial record Metrics { [Metric(MetricNormalizer.Tokens)] public required Tensor A { get; init; } public Tensor Twice => 2 * A; }")]
    [InlineData("public record Plain { public Tensor? Mask { get; init; } }")]
    public Task Silent_about_what_is_computed_or_hidden(string source) => ReportsNothing(source);
}
