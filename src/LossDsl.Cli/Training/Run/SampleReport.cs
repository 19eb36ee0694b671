namespace LossDsl.Cli.Training;

/// <summary>What a model writes when nothing is asked of it.</summary>
/// <param name="After">The phase after which it was asked; empty for the untrained model.</param>
/// <param name="Texts">How many texts it wrote.</param>
/// <param name="Real">How many of them are in the dictionary.</param>
/// <param name="HeldOut">How many of them are among the words that training never showed.</param>
/// <param name="Distinct">How many different texts there are.</param>
/// <param name="DistinctReal">How many different texts there are that are in the dictionary.</param>
/// <param name="Examples">The first few texts.</param>
internal sealed record SampleReport(
    string After, int Texts, int Real, int HeldOut, int Distinct, int DistinctReal, IReadOnlyList<string> Examples)
{
    private const int ExampleCount = 24;

    /// <summary>The share of texts that are in the dictionary.</summary>
    public double RealShare => Real / (double)Texts;

    /// <summary>The share of texts that are among the words that training never showed.</summary>
    public double HeldOutShare => HeldOut / (double)Texts;

    /// <summary>The share of texts that nothing else repeats.</summary>
    public double DistinctShare => Distinct / (double)Texts;

    /// <summary>Lets a model write.</summary>
    /// <param name="context">The model and the dictionary.</param>
    /// <param name="after">The phase after which it is asked.</param>
    /// <param name="texts">How many texts it is to write.</param>
    public static SampleReport Generate(PhaseContext context, string after, int texts)
    {
        using var scope = NewDisposeScope();
        // Always the same draws: what differs between two reports is the model.
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
