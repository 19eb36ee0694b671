using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class LossesMustGiveTheirConfigTests : RuleTest<LossesMustGiveTheirConfig>
{
    private const string Declarations = """
        [LossConfig] public partial record Config { public bool Weighted { get; init; } }

        [DataDict]
        public partial record Batch
        {
            [Tensor("B S")] public required Tensor Ids { get; init; }
            [Tensor("B"), RequiredWhen<Config>(nameof(Config.Weighted))] public Tensor? Weights { get; init; }
        }

        """;

    private const string Formula =
        "protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, Batch data, GlobalNormalization totals) => throw null!;";

    [Fact]
    public Task A_loss_without_config_ignores_conditions() => Reports(
        DiagnosticSeverity.Warning,
        Declarations + "public class [|Weighted|]() : LossFunction<Batch, NLLMetrics>(NextTokenLogits) { " + Formula + " }",
        "Weighted does not override Config, so [RequiredWhen<Config>] of Batch.Weights never applies: add 'protected override object? Config => …;' with its Config");

    [Theory]
    [InlineData("public class Weighted(Config config) : LossFunction<Batch, NLLMetrics>(NextTokenLogits) { protected override object? Config => config; {0} }")]
    [InlineData("public abstract class Weighted() : LossFunction<Batch, NLLMetrics>(NextTokenLogits) { {0} }")]
    [InlineData("public abstract class Base(Config config) : LossFunction<Batch, NLLMetrics>(NextTokenLogits) { protected override object? Config => config; {0} } public class Weighted() : Base(new());")]
    public Task Silent_where_it_is_given_or_comes_later(string source) => ReportsNothing(Declarations + source.Replace("{0}", Formula));

    [Fact]
    public Task Silent_where_nothing_is_conditional() => ReportsNothing("""
        [DataDict] public partial record Batch { [Tensor("B S")] public required Tensor Ids { get; init; } }
        public class Weighted() : LossFunction<Batch, NLLMetrics>(NextTokenLogits)
        {
        """ + Formula + "}");
}
