using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

/// <summary>Runs the ranks of a run as threads.</summary>
internal static class RankThreads
{
    private static readonly WordCorpus Examples = new(TestWords.Create(300), seed: 1);

    /// <summary>Splits of a run. The vocabulary has 17 tokens, so it is never divisible.</summary>
    public static TheoryData<int, int, int> Splits => new()
    {
        { 2, 1, 1 }, { 1, 2, 1 }, { 1, 1, 2 }, { 2, 2, 1 }, { 2, 1, 2 }, { 1, 2, 2 }, { 4, 1, 1 }, { 1, 4, 1 }, { 2, 2, 2 },
    };

    /// <summary>The corpus of all tests.</summary>
    public static WordCorpus Corpus => Examples;

    /// <summary>The dimensions of a small model for the corpus.</summary>
    public static ModelShape Shape => new(Corpus.Tokenizer.VocabularySize, Corpus.RowLength, Width: 32, Layers: 2, Heads: 4);

    /// <summary>Runs a function on every rank.</summary>
    /// <param name="split">How the ranks are split.</param>
    /// <param name="rank">The function.</param>
    /// <returns>The result of the first rank.</returns>
    public static T Run<T>(Split split, Func<Ranks, T> rank) => ThreadedProcessGroup.Run(split.Ranks, world =>
    {
        using var scope = NewDisposeScope();
        return rank(Ranks.Create(world, split, color => world.Split(color)));
    })[0];

    /// <summary>Runs a function on every rank, with the rank's part of a model.</summary>
    /// <param name="split">How the ranks are split.</param>
    /// <param name="whole">The whole model.</param>
    /// <param name="rank">The function.</param>
    /// <returns>The result of the first rank.</returns>
    public static T Run<T>(Split split, CharTransformer whole, Func<CharTransformer, T> rank) => Run(split, ranks =>
    {
        using var part = WeightSharding.CreateShard(whole, ranks);
        return rank(part);
    });

    /// <summary>A model with random weights, also for biases and norms.</summary>
    public static CharTransformer CreateModel()
    {
        using var off = no_grad();
        var model = new CharTransformer(Shape);
        foreach (var parameter in model.parameters().Where(parameter => parameter.dim() == 1))
            parameter.normal_(0.5, 0.3);
        return model;
    }

    /// <summary>A batch of real words.</summary>
    /// <param name="rows">The number of rows.</param>
    public static NLLLossDataDict CreateBatch(int rows) => SupervisedBatch.Draw(Corpus, rows, new Random(3), CPU).Bind();

    /// <summary>The context of a phase.</summary>
    /// <param name="model">The model.</param>
    public static PhaseContext CreateContext(CharTransformer model) =>
        new(TestRunStates.Create(after: "").Options with { Microbatch = 24 }, Corpus, model, CPU);

    public static double[] Numbers(this Tensor tensor) => tensor.detach().ToArray<double>();
}
