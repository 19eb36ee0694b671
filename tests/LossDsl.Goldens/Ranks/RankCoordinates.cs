namespace LossDsl.Goldens.Ranks;

/// <summary>The coordinates of a rank of a case.</summary>
/// <param name="Vocabulary">The rank in its vocabulary group.</param>
/// <param name="Context">The rank in its context group.</param>
internal readonly record struct RankCoordinates(int Vocabulary, int Context);
