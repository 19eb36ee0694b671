using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Declarations;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class ExtraPropertyTests() : FixTest<DeclarationsMustBeWellFormed, ExtraPropertyFix>("LDSL1014")
{
    private static string With(string member) =>
        $$"""
        [DataDict]
        public partial record Batch
        {
            [Tensor("B")] public required Tensor A { get; init; }
            {{member}}
        }
        """;

    [Theory]
    [InlineData("[Extra] public Dictionary<string, object?>? [|Rest|] { get; init; }", "Rest is declared as [Extra], so it must be of type IReadOnlyDictionary<string, object?>")]
    [InlineData("[Extra] public IReadOnlyDictionary<string, object>? [|Rest|] { get; init; }", "Rest is declared as [Extra], so it must be of type IReadOnlyDictionary<string, object?>")]
    [InlineData("[Extra] public IReadOnlyDictionary<string, object?>? [|Rest|] { get; }", "Rest is declared as [Extra], so it must have the accessors get and init (or set)")]
    [InlineData("[Extra] public IReadOnlyDictionary<string, object?>? Rest { get; init; } [Extra] public IReadOnlyDictionary<string, object?>? [|More|] { get; init; }", "More is declared as [Extra], so it must not be declared beside Rest, which is that dictionary already")]
    public Task There_is_one_dictionary(string member, string message) => Reports(With(member), message);

    [Theory]
    [InlineData("[Extra] public IReadOnlyDictionary<string, object?>? Rest { get; init; }")]
    [InlineData("[Extra] public required IReadOnlyDictionary<string, object?> Rest { get; set; }")]
    public Task Silent_where_it_is_one(string member) => ReportsNothing(With(member));

    [Fact]
    public Task Fix_changes_the_type() => Fixes(
        With("[Extra] public /* all else */ Dictionary<string, Tensor>? Rest { get; init; }"),
        With("[Extra] public /* all else */ IReadOnlyDictionary<string, object?>? Rest { get; init; }"));

    [Fact]
    public Task No_fix_for_two() => OffersNoFix(With(
        "[Extra] public IReadOnlyDictionary<string, object?>? Rest { get; init; } [Extra] public IReadOnlyDictionary<string, object?>? More { get; init; }"));
}
