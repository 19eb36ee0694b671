namespace LossDsl;

/// <summary>The columns of the vocabulary on one rank.</summary>
/// <param name="Group">The ranks that share the vocabulary.</param>
/// <param name="Begin">The first token id of this rank.</param>
/// <param name="Length">The number of columns of this rank.</param>
/// <param name="Total">The number of columns of all ranks.</param>
internal sealed record VocabShard(IProcessGroup Group, long Begin, long Length, long Total);
