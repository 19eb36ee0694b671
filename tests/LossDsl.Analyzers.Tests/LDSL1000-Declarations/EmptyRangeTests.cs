using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Declarations;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class EmptyRangeTests() : FixTest<DeclarationsMustBeWellFormed, EmptyRangeFix>("LDSL1006")
{
    private static string With(string member) => $"[LossConfig] public partial record Config {{ {member} }}";

    [Theory]
    [InlineData("[[|Range(2, 1)|]] public double Weight { get; init; }", "The range of Weight is empty: no number is between 2 and 1")]
    [InlineData("[[|Range(1.0, 1.0, MinimumIsExclusive = true)|]] public double? Weight { get; init; }", "The range of Weight is empty: no number is greater than 1 and at most 1")]
    [InlineData("[[|Range(0, double.NaN)|]] public float Weight { get; init; }", "The range of Weight is empty: no number is between 0 and NaN")]
    [InlineData("[[|Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)|]] public int Steps { get; init; }", "The range of Steps is empty: no whole number is greater than 0 and less than 1")]
    [InlineData("[[|Range(0, 1)|]] public string? Name { get; init; }", "The range of Name does not fit its type string, which is not a number")]
    [InlineData("[[|Range(0, 1)|]] public bool Flag { get; init; }", "The range of Flag does not fit its type bool, which is not a number")]
    [InlineData("[[|Range(typeof(double), \"0\", \"1\")|]] public double Weight { get; init; }", "The range of Weight must be given as two numbers to be enforced")]
    public Task A_range_must_admit_a_number(string member, string message) => Reports(With(member), message);

    [Theory]
    [InlineData("[Range(1, 1)] public double Weight { get; init; }")]
    [InlineData("[Range(0, 1)] public int? Steps { get; init; }")]
    [InlineData("[Range(0, double.PositiveInfinity, MaximumIsExclusive = true)] public float Weight { get; init; }")]
    [InlineData("[Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)] public double Weight { get; init; }")]
    public Task Silent_where_it_does(string member) => ReportsNothing(With(member));

    [Fact]
    public Task Fix_swaps_bounds_and_writes_numbers() => Fixes(
        With("[Range(2, /* most */ 1, MinimumIsExclusive = true)] public double A { get; init; } [Range(typeof(double), \"0\", \"0.5\", MaximumIsExclusive = true)] public double B { get; init; }"),
        With("[Range(1, /* most */ 2, MinimumIsExclusive = true)] public double A { get; init; } [Range(0, 0.5, MaximumIsExclusive = true)] public double B { get; init; }"));

    [Theory]
    [InlineData("[Range(1, 1, MinimumIsExclusive = true)] public double Weight { get; init; }")]
    [InlineData("[Range(2, 1)] public string? Name { get; init; }")]
    public Task No_fix_where_no_range_is_meant(string member) => OffersNoFix(With(member));

    [Fact]
    public Task Other_types_are_not_ours_to_judge() => ReportsNothing("public class Options { [Range(2, 1)] public string? Name { get; set; } }");
}
