using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Declarations;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class AlignmentTests() : FixTest<DeclarationsMustBeWellFormed, AlignmentFix>("LDSL1005")
{
    private static string With(string attribute) => $$"""
        [DataDict]
        public partial record Batch
        {
            [Tensor("B S")] public required Tensor InputIds { get; init; }
            {{attribute}} public required Tensor Mask { get; init; }
        }
        """;

    [Theory]
    [InlineData("[Tensor(\"\", Alignment = [|TokenAlignment.Current|])]", "Mask cannot be aligned to tokens: its shape \"\" names no dimension; name one, such as S in \"B S\", or remove Alignment")]
    [InlineData("[Tensor(\"...\", Alignment = [|TokenAlignment.Next|])]", "Mask cannot be aligned to tokens: its shape \"...\" names no dimension; name one, such as S in \"B S\", or remove Alignment")]
    [InlineData("[Tensor(\"B\", DType.Mask, Alignment = [|TokenAlignment.Current|])]", "Mask cannot be aligned to tokens: the last dimension of its shape \"B\" is the batch dimension; name one of tokens after it, or remove Alignment")]
    [InlineData("[Tensor(\"2*B\", Alignment = [|TokenAlignment.Current|])]", "Mask cannot be aligned to tokens: the last dimension of its shape \"2*B\" is the batch dimension; name one of tokens after it, or remove Alignment")]
    [InlineData("[Tensor(\"_ B\", Alignment = [|TokenAlignment.Current|])]", "Mask cannot be aligned to tokens: the last dimension of its shape \"_ B\" is the batch dimension; name one of tokens after it, or remove Alignment")]
    public Task There_must_be_a_token_dimension(string attribute, string message) => Reports(With(attribute), message);

    [Theory]
    [InlineData("[Tensor(\"B\")]")]
    [InlineData("[Tensor(\"B\", Alignment = TokenAlignment.None)]")]
    [InlineData("[Tensor(\"B S\", Alignment = TokenAlignment.Current)]")]
    [InlineData("[Tensor(\"S\", Alignment = TokenAlignment.Current)]")]
    [InlineData("[Tensor(\"... S\", Alignment = TokenAlignment.Next)]")]
    [InlineData("[Tensor(\"S B\", Alignment = TokenAlignment.Current)]")]
    [InlineData("[Tensor(\"B S heads=4\", Alignment = TokenAlignment.Current)]")]
    public Task Silent_where_there_is_one(string attribute) => ReportsNothing(With(attribute));

    [Fact]
    public Task Fix_removes_the_alignment() => Fixes(
        With("[Tensor(\"B\", DType.Mask, Alignment = TokenAlignment.Current, Key = \"m\")]"), With("[Tensor(\"B\", DType.Mask, Key = \"m\")]"));
}
