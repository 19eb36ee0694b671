namespace LossDsl.Generators.Tests.Shared;

public sealed class NearestNameTests
{
    private static readonly string[] Keys = ["prev_logprobs", "generation_logprobs", "token_mask", "sample_mask", "kl"];

    [Theory]
    [InlineData("prev_logprob", "prev_logprobs")] // one letter short
    [InlineData("prev_logporbs", "prev_logprobs")] // two letters swapped
    [InlineData("tokenmask", "token_mask")]
    [InlineData("sampel_maks", "sample_mask")]
    [InlineData("token_mask", "token_mask")]
    [InlineData("kk", "kl")]
    [InlineData("lk", "kl")]
    [InlineData("PREV_LOGPROBS", "prev_logprobs")] // only the case differs
    [InlineData("prevLogprobs", "prev_logprobs")]
    public void A_slip_of_the_pen_is_recognized(string name, string meant) => Assert.Equal(meant, NearestName.Find(name, Keys));

    [Theory]
    [InlineData("advantages")]
    [InlineData("")]
    [InlineData("xy")]
    [InlineData("mask")]
    public void Another_word_is_not(string name) => Assert.Null(NearestName.Find(name, Keys));

    [Fact]
    public void Of_equally_near_names_the_first_is_taken() => Assert.Equal("ab", NearestName.Find("aa", ["ab", "ac"]));

    [Fact]
    public void Without_candidates_there_is_none() => Assert.Null(NearestName.Find("a", []));
}
