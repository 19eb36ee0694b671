using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

/// <summary>Plays the ranks of a run by threads.</summary>
internal static class RankThreads
{
    private static readonly WordCorpus Examples = new(TestWords.Create(300), seed: 1);

    /// <summary>Ways to split a run. The vocabulary has 17 tokens: it never comes out even.</summary>
    public static TheoryData<int, int, int> Splits => new()
    {
        { 2, 1, 1 }, { 1, 2, 1 }, { 1, 1, 2 }, { 2, 2, 1 }, { 2, 1, 2 }, { 1, 2, 2 }, { 4, 1, 1 }, { 1, 4, 1 }, { 2, 2, 2 },
    };

    /// <summary>The words of all tests.</summary>
    public static WordCorpus Corpus => Examples;

    /// <summary>A small model of these words.</summary>
    public static ModelShape Shape => new(Corpus.Tokenizer.VocabularySize, Corpus.RowLength, Width: 32, Layers: 2, Heads: 4);

    /// <summary>Does something on every rank.</summary>
    /// <param name="split">How the ranks are split.</param>
    /// <param name="rank">What.</param>
    /// <returns>What the first rank gave.</returns>
    public static T Run<T>(Split split, Func<Ranks, T> rank) => ThreadedProcessGroup.Run(split.Ranks, world =>
    {
        using var scope = NewDisposeScope();
        return rank(Ranks.Create(world, split, color => world.Split(color)));
    })[0];

    /// <summary>Does something on every rank with its part of a model.</summary>
    /// <param name="split">How the ranks are split.</param>
    /// <param name="whole">The whole model.</param>
    /// <param name="rank">What.</param>
    /// <returns>What the first rank gave.</returns>
    public static T Run<T>(Split split, CharTransformer whole, Func<CharTransformer, T> rank) => Run(split, ranks =>
    {
        using var part = WeightSharding.CreateShard(whole, ranks);
        return rank(part);
    });

    /// <summary>A model with random weights, of which no bias is 0 and no norm is 1.</summary>
    public static CharTransformer CreateModel()
    {
        using var off = no_grad();
        var model = new CharTransformer(Shape);
        foreach (var parameter in model.parameters().Where(parameter => parameter.dim() == 1))
            parameter.normal_(0.5, 0.3);
        return model;
    }

    /// <summary>Rows of real words.</summary>
    /// <param name="rows">How many.</param>
    public static NLLLossDataDict CreateBatch(int rows) => SupervisedBatch.Draw(Corpus, rows, new Random(3), CPU).Bind();

    /// <summary>What a phase works on.</summary>
    /// <param name="model">The model.</param>
    public static PhaseContext CreateContext(CharTransformer model) =>
        new(TestRunStates.Create(after: "").Options with { Microbatch = 24 }, Corpus, model, CPU);

    /// <summary>The numbers of a tensor.</summary>
    public static double[] Numbers(this Tensor tensor) => tensor.detach().ToArray<double>();
}
