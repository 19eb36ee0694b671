using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class AllowedValuesTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1009")
{
    private static string With(string member) =>
        $"public enum Mode {{ Off, Fast }} [LossConfig] public partial record Config {{ {member} }}";

    [Theory]
    [InlineData("[AllowedValues(\"a\", [|1|])] public string? Mode { get; init; }", "Mode can never be 1: it is of type string")]
    [InlineData("[AllowedValues(1, [|2.5|], 3)] public int Steps { get; init; }", "Steps can never be 2.5: it is of type int")]
    [InlineData("[AllowedValues([|\"off\"|], Mode.Fast)] public Mode Mode { get; init; }", "Mode can never be \"off\": it is of type Mode")]
    [InlineData("[[|AllowedValues|]] public string? Mode { get; init; }", "Mode has no allowed value")]
    [InlineData("[[|AllowedValues(null, null)|]] public string? Mode { get; init; }", "Mode has no allowed value")]
    public Task Allowed_values_must_be_possible(string member, string message) => Reports(With(member), message);

    [Theory]
    [InlineData("[AllowedValues(\"a\", null)] public string? Mode { get; init; }")]
    [InlineData("[AllowedValues(1, 2L)] public long Steps { get; init; }")]
    [InlineData("[AllowedValues(1, 0.5)] public double? Share { get; init; } [AllowedValues(0.5f, 1)] public float Part { get; init; }")]
    [InlineData("[AllowedValues(Mode.Fast)] public Mode? Pace { get; init; } [AllowedValues(true)] public bool Flag { get; init; }")]
    public Task Silent_where_they_are(string member) => ReportsNothing(With(member));

    [Fact]
    public Task Other_types_are_not_ours_to_judge() => ReportsNothing("public class Options { [AllowedValues(1)] public string? Name { get; set; } }");
}
