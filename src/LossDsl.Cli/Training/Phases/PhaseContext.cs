namespace LossDsl.Cli.Training;

/// <summary>What all phases use.</summary>
/// <param name="Options">The options of the run.</param>
/// <param name="Corpus">The examples.</param>
/// <param name="Model">The model that is trained.</param>
/// <param name="Device">The model's device.</param>
internal sealed record PhaseContext(TrainOptions Options, WordCorpus Corpus, CharTransformer Model, Device Device);
