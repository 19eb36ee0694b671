namespace LossDsl;

/// <summary>How the output of a model is sharded over processes. The batch is complete on each process.</summary>
/// <param name="Vocabulary">
/// The ranks that share the vocabulary: the columns of rank <c>r</c> follow those of rank <c>r-1</c>. Shards may
/// differ in size. Null where each rank has the whole vocabulary.
/// </param>
/// <param name="Context">
/// The ranks that share the positions: of <c>2 * Size</c> equal chunks of each row, rank <c>r</c> has the chunks
/// <c>r</c> and <c>2 * Size - 1 - r</c> (<see cref="ContextParallel"/>). Null where each rank has all positions.
/// </param>
public sealed record ParallelContext(IProcessGroup? Vocabulary = null, IProcessGroup? Context = null);
