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
    [InlineData("[Tensor(\"\", Aligned = [|Token.This|])]", "Mask cannot be aligned to tokens: its shape \"\" names no dimension; name one, such as S in \"B S\", or take Aligned away")]
    [InlineData("[Tensor(\"...\", Aligned = [|Token.Next|])]", "Mask cannot be aligned to tokens: its shape \"...\" names no dimension; name one, such as S in \"B S\", or take Aligned away")]
    [InlineData("[Tensor(\"B\", DType.Mask, Aligned = [|Token.This|])]", "Mask cannot be aligned to tokens: the last dimension of its shape \"B\" is the batch dimension; name one of tokens after it, or take Aligned away")]
    [InlineData("[Tensor(\"2*B\", Aligned = [|Token.This|])]", "Mask cannot be aligned to tokens: the last dimension of its shape \"2*B\" is the batch dimension; name one of tokens after it, or take Aligned away")]
    [InlineData("[Tensor(\"_ B\", Aligned = [|Token.This|])]", "Mask cannot be aligned to tokens: the last dimension of its shape \"_ B\" is the batch dimension; name one of tokens after it, or take Aligned away")]
    public Task There_must_be_a_token_dimension(string attribute, string message) => Says(With(attribute), message);

    [Theory]
    [InlineData("[Tensor(\"B\")]")]
    [InlineData("[Tensor(\"B\", Aligned = Token.None)]")]
    [InlineData("[Tensor(\"B S\", Aligned = Token.This)]")]
    [InlineData("[Tensor(\"S\", Aligned = Token.This)]")]
    [InlineData("[Tensor(\"... S\", Aligned = Token.Next)]")]
    [InlineData("[Tensor(\"S B\", Aligned = Token.This)]")]
    [InlineData("[Tensor(\"B S heads=4\", Aligned = Token.This)]")]
    public Task Silent_where_there_is_one(string attribute) => IsSilent(With(attribute));

    [Fact]
    public Task Fix_removes_the_alignment() => Fixes(
        With("[Tensor(\"B\", DType.Mask, Aligned = Token.This, Key = \"m\")]"), With("[Tensor(\"B\", DType.Mask, Key = \"m\")]"));
}
