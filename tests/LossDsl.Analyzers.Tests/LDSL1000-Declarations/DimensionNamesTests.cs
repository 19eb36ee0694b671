using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class DimensionNamesTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1020")
{
    [Theory]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B S\")] public required Tensor A { get; init; } [Tensor([|\"b\"|])] public required Tensor C { get; init; } }", "The dimensions b of C and B of Batch differ only in case, so their lengths are not compared: write B for the same length, or take a name that differs more")]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B S\")] public required Tensor A { get; init; } [Tensor([|\"\u0412\"|])] public required Tensor C { get; init; } }", "The dimensions \u0412 of C and B of Batch look alike but are spelled with other letters, so their lengths are not compared: write B for the same length, or take a name that differs more")]
    public Task Names_that_look_alike_are_two_names(string source, string message) => Reports(DiagnosticSeverity.Warning, source, message);

    [Fact]
    public Task Silent_where_they_differ() => ReportsNothing(
        "[DataDict] public partial record Batch { [Tensor(\"B S\")] public required Tensor A { get; init; } [Tensor(\"B S1 Seq\")] public required Tensor C { get; init; } }");
}
