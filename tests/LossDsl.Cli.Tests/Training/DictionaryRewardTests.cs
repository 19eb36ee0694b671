using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class DictionaryRewardTests
{
    private static readonly WordCorpus Corpus = new(["cart", "cat", "do", "longest!"], seed: 1);

    [Fact]
    public void Only_whole_words_of_the_dictionary_are_rewarded() =>
        Assert.Equal([0.5, 0, 0, 0], DictionaryReward.Compute(["cart", "car", "", null], Corpus));

    [Fact]
    public void Longer_words_are_worth_more() =>
        Assert.Equal([0.25, 0.5, 1], DictionaryReward.Compute(["do", "cart", "longest!"], Corpus));

    [Fact]
    public void Copies_share_a_reward() =>
        Assert.Equal([0.25, 0.25, 0.375], DictionaryReward.Compute(["cart", "cart", "cat"], Corpus));

    [Fact]
    public void What_training_never_shows_is_rewarded_like_all_else()
    {
        var corpus = new WordCorpus(TestWords.Create(100), seed: 3);
        var heldOut = TestWords.Create(100).First(corpus.IsHeldOut);

        Assert.True(DictionaryReward.Compute([heldOut], corpus)[0] > 0);
    }
}
