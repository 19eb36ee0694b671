using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class CharTokenizerTests
{
    [Theory]
    [InlineData("word")]
    [InlineData("")]
    [InlineData("naïve é")]
    [InlineData("two 🦊🦊 foxes")]
    public void Decoding_gives_back_what_was_encoded(string text)
    {
        var tokenizer = CharTokenizer.FromExamples([text, "abc"]);
        var row = new long[20];

        var characters = tokenizer.Encode(text, row);

        Assert.Equal(text, tokenizer.Decode(row));
        Assert.Equal(text.EnumerateRunes().Count(), characters);
    }

    [Fact]
    public void A_row_is_boundary_characters_boundary_and_filling()
    {
        long[] row = [9, 9, 9, 9, 9];

        CharTokenizer.FromExamples(["ba"]).Encode("ba", row);

        Assert.Equal([0, 2, 1, 0, 0], row);
    }

    [Fact]
    public void The_same_characters_give_the_same_tokens_in_whatever_order_they_come()
    {
        var (one, other) = (CharTokenizer.FromExamples(["xyz", "abc"]), CharTokenizer.FromExamples(["cab", "zyx"]));
        var (first, second) = (new long[5], new long[5]);

        one.Encode("bay", first);
        other.Encode("bay", second);

        Assert.Equal(first, second);
        Assert.Equal(7, one.Size);
    }
}
