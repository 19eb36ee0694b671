using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class PreferencePairBatchTests
{
    private static readonly WordCorpus Corpus = new(TestWords.Create(500), seed: 1);

    [Fact]
    public void Even_rows_are_words_of_the_training_part_and_odd_rows_are_none_at_all()
    {
        using var scope = NewDisposeScope();
        var pairs = PreferencePairBatch.Draw(Corpus, pairs: 2000, new Random(1), CPU);

        var texts = new Rollout(pairs.InputIds, pairs.InputIds, pairs.InputIds).Texts(Corpus.Tokenizer);

        Assert.Equal(4000, texts.Length);
        Assert.All(texts.Chunk(2), pair =>
        {
            Assert.Contains(pair[0]!, Corpus.TrainingExamples);
            Assert.False(Corpus.Contains(pair[1]!), pair[1]);
        });
        Assert.Equal(4000, pairs.SampleMask.sum().item<float>());
    }

    [Fact]
    public void Characters_and_the_ending_boundary_count()
    {
        using var scope = NewDisposeScope();
        var pairs = PreferencePairBatch.Draw(Corpus, pairs: 50, new Random(1), CPU);

        var (ids, counted) = (pairs.InputIds.ToArray<long>(), pairs.TokenMask.ToArray<float>());

        foreach (var (tokens, mask) in ids.Chunk(Corpus.RowLength).Zip(counted.Chunk(Corpus.RowLength)))
        {
            var end = Array.IndexOf(tokens, CharTokenizer.Boundary, 1);
            Assert.Equal(tokens.Select((_, place) => place >= 1 && place <= end ? 1f : 0f), mask);
        }
    }

    [Fact]
    public void A_word_without_a_twin_is_an_absent_pair()
    {
        using var scope = NewDisposeScope();
        var corpus = new WordCorpus(Enumerable.Range(1, 20).Select(length => new string('a', length)), seed: 1);

        var pairs = PreferencePairBatch.Draw(corpus, pairs: 8, new Random(1), CPU);

        Assert.Equal(0, pairs.SampleMask.sum().item<float>());
        Assert.True(pairs.TokenMask.sum().item<float>() > 0);
    }
}
