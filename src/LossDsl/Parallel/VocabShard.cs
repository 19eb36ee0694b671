namespace LossDsl;

/// <summary>The columns of the vocabulary that a rank holds.</summary>
/// <param name="Group">The ranks that hold the others.</param>
/// <param name="Begin">The first of its ids.</param>
/// <param name="Length">How many it holds.</param>
/// <param name="Total">How many all hold together.</param>
internal sealed record VocabShard(IProcessGroup Group, long Begin, long Length, long Total);
