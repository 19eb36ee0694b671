using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

// The samples come from torch's default generator, which all tests share.
[Collection(nameof(TokenSamplerTests))]
public class RolloutGeneratorTests
{
    private static readonly WordCorpus Corpus = new(TestWords.Create(200), seed: 1);

    [Fact]
    public void What_the_sampler_thought_of_its_tokens_is_what_the_model_thinks_of_them()
    {
        using var scope = NewDisposeScope();
        using var model = Model();

        AgreesWithModel(model, Corpus, rows: 50);
    }

    [Fact]
    public void It_is_so_when_most_rows_have_ended()
    {
        using var scope = NewDisposeScope();
        var corpus = new WordCorpus(Enumerable.Range(1, 12).SelectMany(n => new[] { new string('a', n), new string('b', n) }), seed: 1);
        using var model = Model(corpus);
        // Small logits for two letters and the boundary: each token ends its row with a probability of about 1/3, whatever the
        // weights are.
        using (no_grad())
            model.get_parameter("_lmHead.weight")!.mul_(0.25);

        var texts = AgreesWithModel(model, corpus, rows: 400);

        Assert.True(texts.Count(text => text?.Length < 3) > texts.Length / 2);
        Assert.Contains(texts, text => text?.Length > 6);
    }

    [Fact]
    public void Prompts_stay_and_are_not_written_by_the_model()
    {
        using var scope = NewDisposeScope();
        using var model = Model();
        var prompts = PromptBatch.Draw(Corpus, prompts: 40, group: 1, longest: 3, new Random(1), CPU);

        var rollout = RolloutGenerator.Generate(model, prompts);

        var prompted = prompts != CharTokenizer.Boundary;
        Assert.True(prompted.sum().item<long>() > 20);
        Assert.True((rollout.Ids.masked_select(prompted) == prompts.masked_select(prompted)).all().item<bool>());
        Assert.False(rollout.ResponseMask.logical_and(prompted).any().item<bool>());
    }

    [Fact]
    public void A_row_is_written_up_to_its_ending_boundary_and_no_further()
    {
        using var scope = NewDisposeScope();
        using var model = Model();

        var rollout = RolloutGenerator.Generate(model, PromptBatch.CreateEmpty(Corpus, 200, CPU));

        var (ids, written) = (rollout.Ids.ToArray<long>(), rollout.ResponseMask.ToArray<bool>());
        foreach (var (tokens, flags) in ids.Chunk(Corpus.RowLength).Zip(written.Chunk(Corpus.RowLength)))
        {
            var end = Array.IndexOf(tokens, CharTokenizer.Boundary, 1);
            var last = end < 0 ? tokens.Length - 1 : end;
            Assert.Equal(tokens.Select((_, place) => place >= 1 && place <= last), flags);
            Assert.All(tokens[(last + 1)..], token => Assert.Equal(CharTokenizer.Boundary, token));
        }
    }

    private static string?[] AgreesWithModel(CharTransformer model, WordCorpus corpus, int rows)
    {
        var rollout = RolloutGenerator.Generate(model, PromptBatch.CreateEmpty(corpus, rows, CPU));

        var whole = PolicyLogprobs.Compute(model, rollout.Ids, rollout.ResponseMask, microbatch: 16, TokenAlignment.Current);

        Assert.True(rollout.Logprobs.sum().item<double>() < -10);
        Assert.True(whole.allclose(rollout.Logprobs, rtol: 1e-12, atol: 1e-12));
        return rollout.DecodeTexts(corpus.Tokenizer);
    }

    private static CharTransformer Model(WordCorpus? corpus = null)
    {
        corpus ??= Corpus;
        manual_seed(7);
        return new CharTransformer(new ModelShape(corpus.Tokenizer.VocabularySize, corpus.RowLength, Width: 32, Layers: 2, Heads: 2));
    }
}
