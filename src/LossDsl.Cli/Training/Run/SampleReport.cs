namespace LossDsl.Cli.Training;

/// <summary>Unconditional samples of a model.</summary>
/// <param name="After">The phase after which they were drawn; empty for the untrained model.</param>
/// <param name="Texts">The number of texts.</param>
/// <param name="Real">The number of texts in the dictionary.</param>
/// <param name="HeldOut">The number of texts that are held-out words.</param>
/// <param name="Distinct">The number of distinct texts.</param>
/// <param name="DistinctReal">The number of distinct texts in the dictionary.</param>
/// <param name="Examples">The first few texts.</param>
internal sealed record SampleReport(
    string After, int Texts, int Real, int HeldOut, int Distinct, int DistinctReal, IReadOnlyList<string> Examples)
{
    private const int ExampleCount = 24;

    /// <summary>The fraction of texts in the dictionary.</summary>
    public double RealShare => Real / (double)Texts;

    /// <summary>The fraction of texts that are held-out words.</summary>
    public double HeldOutShare => HeldOut / (double)Texts;

    /// <summary>The number of distinct texts as a fraction of all texts.</summary>
    public double DistinctShare => Distinct / (double)Texts;

    /// <summary>Draws samples.</summary>
    /// <param name="context">The model and the dictionary.</param>
    /// <param name="after">The phase after which they are drawn.</param>
    /// <param name="texts">The number of texts.</param>
    public static SampleReport Generate(PhaseContext context, string after, int texts)
    {
        using var scope = NewDisposeScope();
        // The seed is fixed, so that differences between two reports come from the model.
        manual_seed(StepSeed.Derive(context.Options.Seed, "samples", 0));
        var corpus = context.Corpus;
        var written = RolloutGenerator.Generate(context.Model, PromptBatch.CreateEmpty(corpus, texts, context.Device))
            .DecodeTexts(corpus.Tokenizer)
            .Select(text => text ?? "")
            .ToArray();
        var real = written.Where(corpus.Contains).ToArray();
        return new SampleReport(
            after,
            texts,
            real.Length,
            real.Count(corpus.IsHeldOut),
            written.Distinct().Count(),
            real.Distinct().Count(),
            [.. written.Where(text => text.Length > 0).Take(ExampleCount)]);
    }
}
