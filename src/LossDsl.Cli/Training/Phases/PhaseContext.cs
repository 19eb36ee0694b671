namespace LossDsl.Cli.Training;

/// <summary>What every phase works on.</summary>
/// <param name="Options">The run's options.</param>
/// <param name="Corpus">The examples.</param>
/// <param name="Model">The model that is trained.</param>
/// <param name="Device">Where it is.</param>
internal sealed record PhaseContext(TrainOptions Options, WordCorpus Corpus, CharTransformer Model, Device Device);
