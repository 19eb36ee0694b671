using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class RowDimensionTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1011")
{
    [Theory]
    [InlineData("[DataDict] public partial record [|Batch|];", "Batch has no rows: it declares no tensor; mark those of the batch with [Tensor(\"B …\")]")]
    [InlineData("[DataDict] public partial record [|Batch|] { [Tensor(\"\")] public required Tensor A { get; init; } [Tensor(\"_ 3\")] public required Tensor B { get; init; } }", "Batch has no rows: no shape names a dimension, such as B in \"B S\"")]
    public Task A_batch_has_rows(string source, string message) => Reports(source, message);

    [Theory]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"\")] public required Tensor A { get; init; } [Tensor(\"2*P\")] public required Tensor B { get; init; } }")]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"[B]\")] public required Tensor A { get; init; } }")]
    [InlineData("public abstract record Base { [Tensor(\"B\")] public required Tensor A { get; init; } } [DataDict] public partial record Batch : Base;")]
    [InlineData("[LossConfig] public partial record Config;")]
    public Task Silent_where_it_does_or_may(string source) => ReportsNothing(source);
}
