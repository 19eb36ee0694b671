using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class MisspellingTests
{
    private static readonly WordCorpus Corpus = new(TestWords.Create(500), seed: 1);

    [Fact]
    public void A_twin_is_never_a_word_not_even_one_that_training_never_shows()
    {
        // All combinations of three letters except abc are words, so that changing or swapping letters nearly always gives a word.
        var dense = new WordCorpus(
            from a in "abcde" from b in "abcde" from c in "abcde" where (a, b, c) != ('a', 'b', 'c') select $"{a}{b}{c}", seed: 1);

        var twins = Twins(dense);

        Assert.True(twins.Length > 500);
        Assert.DoesNotContain(twins, twin => dense.Contains(twin) || dense.IsHeldOut(twin));
        Assert.Contains("abc", twins);
    }

    [Fact]
    public void A_twin_is_one_slip_away_and_no_longer_than_a_word_can_be()
    {
        var random = new Random(1);
        var kinds = new HashSet<int>();
        foreach (var example in Corpus.TrainingExamples)
        {
            var twin = Misspelling.Create(example, Corpus, random)!;

            var start = example.Zip(twin).TakeWhile(pair => pair.First == pair.Second).Count();
            var (rest, other) = (example[start..], twin[start..]);
            Assert.True(
                other.Length == rest.Length - 1 && rest.EndsWith(other)
                || other.Length == rest.Length + 1 && other.EndsWith(rest)
                || other.Length == rest.Length && rest.Length > 0 && rest[1..] == other[1..]
                || other.Length == rest.Length && rest.Length > 1 && (rest[0], rest[1]) == (other[1], other[0]) && rest[2..] == other[2..],
                $"{example} {twin}");
            Assert.True(twin.Length <= Corpus.MaxExampleLength);
            kinds.Add(twin.Length - example.Length);
        }

        Assert.Equal([-1, 0, 1], kinds.Order());
    }

    [Fact]
    public void The_same_seed_gives_the_same_twins() => Assert.Equal(Twins(Corpus), Twins(Corpus));

    [Fact]
    public void Characters_of_more_than_one_unit_stay_whole()
    {
        var corpus = new WordCorpus(["🦊é", "é🦊🦊", "aé🦊"], seed: 1);

        Assert.All(Twins(corpus), twin => Assert.DoesNotContain(twin.EnumerateRunes(), rune => rune.Value == 0xFFFD));
    }

    [Fact]
    public void A_word_among_nothing_but_words_has_no_twin()
    {
        var corpus = new WordCorpus(Enumerable.Range(1, 20).Select(length => new string('a', length)), seed: 1);

        Assert.Empty(Twins(corpus));
    }

    private static string[] Twins(WordCorpus corpus)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 1000)
            .Select(i => Misspelling.Create(corpus.TrainingExamples[i % corpus.TrainingExamples.Count], corpus, random))
            .OfType<string>()];
    }
}
