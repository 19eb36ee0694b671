using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class ConfigTypeTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1008")
{
    private static string With(string member) =>
        $"public enum Mode {{ Off }} [LossConfig] public partial record Config {{ {member} }}";

    [Theory]
    [InlineData("public decimal [|Share|] { get; init; }", "Share is of type decimal; a setting is one of bool, int, long, float, double, string, an enum, or can be null")]
    [InlineData("public int[]? [|Sizes|] { get; init; }", "Sizes is of type int[]?; a setting is one of bool, int, long, float, double, string, an enum, or can be null")]
    [InlineData("public TimeSpan? [|Wait|] { get; init; }", "Wait is of type TimeSpan?; a setting is one of bool, int, long, float, double, string, an enum, or can be null")]
    [InlineData("public int [|Hidden|] { init { } }", "Hidden cannot be read: give it the accessor get")]
    [InlineData("public int [|this|][int i] { get => i; set { } }", "this[] is an indexer, which no file can hold; make it internal")]
    public Task A_setting_must_fit_in_a_file(string member, string message) => Reports(With(member), message);

    [Theory]
    [InlineData("public bool A { get; init; } public int? B { get; init; } public long C { get; set; } public float D { get; init; } public double? E { get; init; } public string? F { get; init; } public Mode? G { get; init; }")]
    [InlineData("public decimal Share => 1; internal TimeSpan Wait { get; init; } public int[]? Sizes { get; private set; } public static int[]? All { get; set; }")]
    public Task Silent_where_it_does_or_is_no_setting(string member) => ReportsNothing(With(member));

    [Fact]
    public Task Other_types_are_not_ours_to_judge() => ReportsNothing("public record Options { public decimal Share { get; init; } }");
}
