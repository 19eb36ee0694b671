using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class OneDeclarationTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1015")
{
    [Fact]
    public Task A_record_is_one_thing() => Reports(
        "[DataDict, LossConfig] public partial record [|Batch|] { [Tensor(\"B\")] public required Tensor A { get; init; } }",
        "Batch is declared as [DataDict] and [LossConfig]; all of them would generate its keys and its schema: make a record of each");

    [Fact]
    public Task Silent_where_it_is() => ReportsNothing("[DataDict] public partial record Batch { [Tensor(\"B\")] public required Tensor A { get; init; } }");
}
