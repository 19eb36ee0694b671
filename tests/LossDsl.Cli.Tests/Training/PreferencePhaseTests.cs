using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class PreferencePhaseTests
{
    private const int Steps = 12;

    private static readonly WordCorpus Corpus = new(TestWords.Create(300), seed: 1);

    [Fact]
    public void It_begins_where_the_reference_stands()
    {
        using var scope = NewDisposeScope();
        using var model = Model();
        using var phase = new PreferencePhase(Context(model));

        var first = phase.Step(0);

        // Policy and reference agree on every token, so each pair gives ln 2. A reference that is shifted by one token would
        // not agree:
        // the log-probabilities of an untrained model's tokens differ by much more than the tolerance.
        Assert.Equal(Math.Log(2), first["preference_loss"], 1e-9);
        Assert.Equal(0, first["rewards_chosen_mean"], 1e-9);
        Assert.Equal(0, first["reward_margin"], 1e-9);
        Assert.Equal(64, first["num_valid_samples"]);
    }

    [Fact]
    public void Real_words_come_to_be_told_from_misspelt_ones()
    {
        using var scope = NewDisposeScope();
        using var model = Model();
        using var phase = new PreferencePhase(Context(model));

        var metrics = Enumerable.Range(0, Steps).Select(phase.Step).ToArray();

        var last = metrics[^1];
        Assert.True(last["accuracy"] > 0.6, $"{last["accuracy"]}");
        Assert.True(last["preference_loss"] < Math.Log(2) - 0.01, $"{last["preference_loss"]}");
        Assert.True(last["reward_margin"] > 0.2, $"{last["reward_margin"]}");
        Assert.Equal(last["rewards_chosen_mean"] - last["rewards_rejected_mean"], last["reward_margin"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Pairs_stay_together_whatever_the_microbatch(int microbatch)
    {
        using var scope = NewDisposeScope();
        using var one = Model();
        using var other = Model();
        // The weights are copied, since other tests that run in parallel draw from the same generator.
        other.load_state_dict(one.state_dict());
        using var whole = new PreferencePhase(Context(one, microbatch: 128));
        using var parts = new PreferencePhase(Context(other, microbatch));

        Assert.All(Enumerable.Range(0, 3), step => Assert.Equal(whole.Step(step)["loss"], parts.Step(step)["loss"], 1e-9));
    }

    [Fact]
    public void Words_that_have_no_twins_change_nothing()
    {
        using var scope = NewDisposeScope();
        var corpus = new WordCorpus(Enumerable.Range(1, 20).Select(length => new string('a', length)), seed: 1);
        using var model = Model(corpus);
        using var phase = new PreferencePhase(Context(model) with { Corpus = corpus });

        var step = phase.Step(0);

        Assert.Equal((0, 0, 0), (step["loss"], step["grad_norm"], step["num_valid_samples"]));
    }

    private static CharTransformer Model(WordCorpus? corpus = null)
    {
        corpus ??= Corpus;
        manual_seed(7);
        return new CharTransformer(new ModelShape(corpus.Tokenizer.VocabularySize, corpus.RowLength, Width: 32, Layers: 1, Heads: 2));
    }

    private static PhaseContext Context(CharTransformer model, int microbatch = 64) => new(
        TestRunStates.Create(after: "").Options with { DpoSteps = Steps, Microbatch = microbatch }, Corpus, model, CPU);
}
