using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class BoundedValuesTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1021")
{
    [Theory]
    [InlineData("Float")]
    [InlineData("Mask")]
    [InlineData("Bool")]
    public Task Only_whole_numbers_are_below_a_length(string type) => Reports(
        $"[DataDict] public partial record Batch {{ [Tensor(\"B\", DType.{type}, UpperBound = [|\"V\"|])] public required Tensor A {{ get; init; }} }}",
        $"The values of A are of DType.{type}, so the dimension V cannot bound them: only indices are below a length; remove UpperBound, or make the type DType.Integer");

    [Theory]
    [InlineData("Any")]
    [InlineData("Integer")]
    [InlineData("Int64")]
    public Task Silent_of_whole_numbers(string type) => ReportsNothing(
        $"[DataDict] public partial record Batch {{ [Tensor(\"B\", DType.{type}, UpperBound = \"V\")] public required Tensor A {{ get; init; }} }}");
}
