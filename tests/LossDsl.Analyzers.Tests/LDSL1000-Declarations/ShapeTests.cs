using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Declarations;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class ShapeTests() : FixTest<DeclarationsMustBeWellFormed, ShapeFix>("LDSL1003")
{
    private static string With(string attribute) => $"[DataDict] public partial record Batch {{ {attribute} public required Tensor Mask {{ get; init; }} }}";

    [Theory]
    [InlineData("[Tensor(\"B [|S,|]\")]", "The shape \"B S,\" is malformed: 'S,' is not a dimension; expected a name, an integer, 'heads=4', '2*P', 'S-1', '_', or a leading '...'")]
    [InlineData("[Tensor(\"B  [|S^2|] V\")]", "The shape \"B  S^2 V\" is malformed: 'S^2' is not a dimension; expected a name, an integer, 'heads=4', '2*P', 'S-1', '_', or a leading '...'")]
    [InlineData("[Tensor(\"B [|...|]\")]", "The shape \"B ...\" is malformed: '...' is allowed only at the start")]
    [InlineData("[Tensor(\"... [|-1|]\")]", "The shape \"... -1\" is malformed: '-1' is not a dimension; expected a name, an integer, 'heads=4', '2*P', 'S-1', '_', or a leading '...'")]
    [InlineData("[Tensor(@\"[|0*P|] S\")]", "The shape \"0*P S\" is malformed: '0*P' is not a dimension; expected a name, an integer, 'heads=4', '2*P', 'S-1', '_', or a leading '...'")]
    [InlineData("[Tensor(\"\"\"B [|S/2|]\"\"\")]", "The shape \"B S/2\" is malformed: 'S/2' is not a dimension; expected a name, an integer, 'heads=4', '2*P', 'S-1', '_', or a leading '...'")]
    public Task The_word_that_is_wrong_is_marked(string attribute, string message) => Reports(With(attribute), message);

    [Theory]
    [InlineData("[Tensor([|\"B\\tS,\"|])]")]
    [InlineData("[Tensor([|\"B \" + \"S,\"|])]")]
    public Task The_expression_is_marked_where_it_is_not_spelled_out(string attribute) => Reports(With(attribute));

    [Theory]
    [InlineData("[Tensor(\"B S\", UpperBound = [|\"V W\"|])]")]
    [InlineData("[Tensor(\"B S\", UpperBound = [|\"\"|])]")]
    public Task A_bound_is_the_name_of_a_dimension(string attribute) => Reports(With(attribute));

    [Theory]
    [InlineData("[Tensor(\"\")]")]
    [InlineData("[Tensor(\"B S-1\")]")]
    [InlineData("[Tensor(\"2*P+1 _ 3\")]")]
    [InlineData("[Tensor(\"... B\", UpperBound = \"V\")]")]
    public Task Silent_where_the_grammar_is_followed(string attribute) => ReportsNothing(With(attribute));

    [Fact]
    public Task Fix_takes_other_notations_away() => Fixes(
        """
        [DataDict]
        public partial record Batch
        {
            [Tensor("[B, S]", DType.Mask)] public required Tensor Mask { get; init; }
            [Tensor("B, S")] public required Tensor Bonus { get; init; }
        }
        """,
        """
        [DataDict]
        public partial record Batch
        {
            [Tensor("B S", DType.Mask)] public required Tensor Mask { get; init; }
            [Tensor("B S")] public required Tensor Bonus { get; init; }
        }
        """);

    [Fact]
    public Task No_fix_where_the_meaning_is_unclear() => OffersNoFix(With("[Tensor(\"B S/2\")]"));
}
