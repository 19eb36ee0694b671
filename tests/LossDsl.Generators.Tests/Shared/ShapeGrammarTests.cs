namespace LossDsl.Generators.Tests.Shared;

public sealed class ShapeGrammarTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("B", "B")]
    [InlineData(" B\t S ", "B S")]
    [InlineData("S-1", "S-1")]
    [InlineData("S+1", "S+1")]
    [InlineData("2*P", "2*P")]
    [InlineData("2*P-1", "2*P-1")]
    [InlineData("1*P+0", "P")]
    [InlineData("_ 3 0", "_ 3 0")]
    [InlineData("...", "...")]
    [InlineData("... B S-1", "... B S-1")]
    [InlineData("batch_size Länge x2", "batch_size Länge x2")]
    [InlineData("2147483647", "2147483647")]
    [InlineData("B heads=4 S", "B heads=4 S")]
    [InlineData("width_2=0", "width_2=0")]
    public void Well_formed_shapes_read_back(string text, string canonical)
    {
        Assert.True(ShapeGrammar.TryParse(text, out var anyLeading, out var dimensions, out var error));
        Assert.Null(error);
        var words = dimensions.Select(dimension => dimension.ToString());
        Assert.Equal(canonical, string.Join(" ", anyLeading ? words.Prepend("...") : words));
    }

    [Theory]
    [InlineData("B ...", "'...' is allowed only at the start")]
    [InlineData("... ...", "'...' is allowed only at the start")]
    [InlineData("B,S", "'B,S' is not a dimension")]
    [InlineData("[B", "'[B' is not a dimension")]
    [InlineData("S-", "'S-' is not a dimension")]
    [InlineData("S-T", "'S-T' is not a dimension")]
    [InlineData("S-1-1", "'S-1-1' is not a dimension")]
    [InlineData("S*2", "'S*2' is not a dimension")]
    [InlineData("*P", "'*P' is not a dimension")]
    [InlineData("2*", "'2*' is not a dimension")]
    [InlineData("2P", "'2P' is not a dimension")]
    [InlineData("0*P", "'0*P' is not a dimension")]
    [InlineData("-1", "'-1' is not a dimension")]
    [InlineData("1+1", "'1+1' is not a dimension")]
    [InlineData("_x", "'_x' is not a dimension")]
    [InlineData("__", "'__' is not a dimension")]
    [InlineData("..", "'..' is not a dimension")]
    [InlineData("....", "'....' is not a dimension")]
    [InlineData("2*_", "'2*_' is not a dimension")]
    [InlineData("=4", "'=4' is not a dimension")]
    [InlineData("heads=", "'heads=' is not a dimension")]
    [InlineData("heads=S", "'heads=S' is not a dimension")]
    [InlineData("heads=2*P", "'heads=2*P' is not a dimension")]
    [InlineData("heads=-1", "'heads=-1' is not a dimension")]
    [InlineData("heads=4=4", "'heads=4=4' is not a dimension")]
    [InlineData("2heads=4", "'2heads=4' is not a dimension")]
    [InlineData("2*P=4", "'2*P=4' is not a dimension")]
    [InlineData("99999999999999999999", "'99999999999999999999' is not a dimension")]
    [InlineData("S+99999999999999999999", "'S+99999999999999999999' is not a dimension")]
    [InlineData("\u0663", "'\u0663' is not a dimension")]
    public void Malformed_shapes_say_which_word_is_wrong(string text, string start)
    {
        Assert.False(ShapeGrammar.TryParse(text, out _, out _, out var error));
        Assert.StartsWith(start, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Dimensions_know_what_they_are()
    {
        Assert.True(ShapeGrammar.TryParse("B 2*P+1 7 _", out _, out var dimensions, out _));
        Assert.Equal([true, false, false, false], dimensions.Select(dimension => dimension.IsPlainName));
        Assert.Equal([false, false, false, true], dimensions.Select(dimension => dimension.IsAny));
        Assert.Equal(["B", "P", null, null], dimensions.Select(dimension => dimension.Name));
        Assert.Equal((2, 1), (dimensions[1].Factor, dimensions[1].Offset));
        Assert.Equal(7, dimensions[2].Offset);
    }

    [Fact]
    public void A_word_for_a_fixed_length_is_no_name()
    {
        Assert.True(ShapeGrammar.TryParse("heads=4", out _, out var dimensions, out _));
        Assert.Equal((null, 4, "heads"), (dimensions[0].Name, dimensions[0].Offset, dimensions[0].Label));
        Assert.False(dimensions[0].IsAny || dimensions[0].IsPlainName);
    }
}
