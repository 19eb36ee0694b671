namespace LossDsl;

/// <summary>How the output of a model is spread over processes; the batch is whole on each of them.</summary>
/// <param name="Vocabulary">
/// The ranks that share the vocabulary: rank <c>r</c> holds the columns that follow those of rank <c>r-1</c>. Shards may
/// differ in size. Null where each rank holds the whole vocabulary.
/// </param>
/// <param name="Context">
/// The ranks that share the positions: of <c>2 * Size</c> equal chunks of each row rank <c>r</c> holds those numbered
/// <c>r</c> and <c>2 * Size - 1 - r</c> (<see cref="ContextParallel"/>). Null where each holds all positions.
/// </param>
public sealed record ParallelContext(IProcessGroup? Vocabulary = null, IProcessGroup? Context = null);
