using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class UndefinedMemberTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1017")
{
    [Theory]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B\", [|(DType)99|])] public required Tensor A { get; init; } }", "A is declared with 99, which is not a member of DType; use one of Any, Float, Integer, Bool, Mask, Float16, BFloat16, Float32, Float64, Int32, Int64")]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B S\", Alignment = [|(TokenAlignment)9|])] public required Tensor A { get; init; } }", "A is declared with 9, which is not a member of TokenAlignment; use one of None, Current, Next")]
    [InlineData("[LossMetrics] public partial record Metrics { [Metric(MetricNormalizer.Tokens, [|(MetricReduction)7|])] public required Tensor A { get; init; } }", "A is declared with 7, which is not a member of MetricReduction; use one of Sum, Min, Max")]
    public Task A_number_is_no_member(string source, string message) => Reports(source, message);

    [Fact]
    public Task Members_cannot_be_combined() => Reports(
        "[DataDict] public partial record Batch { [Tensor(\"B\", [|DType.Float | DType.Integer|])] public required Tensor A { get; init; } }",
        "A is declared with DType.Float | DType.Integer, which is DType.Bool: members of DType cannot be combined; "
            + "use one of Any, Float, Integer, Bool, Mask, Float16, BFloat16, Float32, Float64, Int32, Int64");

    [Fact]
    public Task Silent_where_all_are_named() => ReportsNothing(
        "[DataDict] public partial record Batch { [Tensor(\"B S\", DType.Float, Alignment = (TokenAlignment)1)] public required Tensor A { get; init; } }");
}
