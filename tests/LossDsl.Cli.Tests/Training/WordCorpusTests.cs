using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class WordCorpusTests
{
    private static readonly string[] Examples = TestWords.Create(500);

    [Fact]
    public void A_fifth_is_held_out()
    {
        var corpus = new WordCorpus(Examples, seed: 1);

        Assert.Equal(100, corpus.HeldOutCount);
        Assert.Equal(400, corpus.TrainingExamples.Count);
        Assert.DoesNotContain(corpus.TrainingExamples, corpus.IsHeldOut);
        Assert.All(Examples, example => Assert.True(corpus.Contains(example)));
    }

    [Fact]
    public void The_seed_alone_decides_what_is_held_out()
    {
        var corpus = new WordCorpus(Examples, seed: 1);

        Assert.Equal(corpus.TrainingExamples, new WordCorpus(Examples.Reverse(), seed: 1).TrainingExamples);
        Assert.NotEqual(corpus.TrainingExamples, new WordCorpus(Examples, seed: 2).TrainingExamples);
    }

    [Fact]
    public void Batches_of_examples_never_show_what_is_held_out()
    {
        var corpus = new WordCorpus(Examples, seed: 1);
        var batch = SupervisedBatch.Draw(corpus, 5000, new Random(1), CPU).Bind();

        var texts = new Rollout(batch.InputIds, batch.InputIds, batch.InputIds).Texts(corpus.Tokenizer);

        Assert.All(texts, text => Assert.Contains(text, corpus.TrainingExamples));
        Assert.True(texts.Distinct().Count() > 350);
    }

    [Fact]
    public void Prompts_begin_examples_of_the_training_part()
    {
        var corpus = new WordCorpus(Examples, seed: 1);
        var prompts = PromptBatch.Draw(corpus, prompts: 64, group: 2, longest: 3, new Random(1), CPU);

        var texts = new Rollout(prompts, prompts, prompts).Texts(corpus.Tokenizer);

        Assert.All(texts, prompt => Assert.Contains(corpus.TrainingExamples, example => example.StartsWith(prompt!)));
        Assert.All(texts.Chunk(2), group => Assert.Equal(group[0], group[1]));
        Assert.Equal([1, 2, 3], texts.Select(prompt => prompt!.Length).Distinct().Order());
    }
}
