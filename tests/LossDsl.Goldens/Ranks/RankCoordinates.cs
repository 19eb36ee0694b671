namespace LossDsl.Goldens.Ranks;

/// <summary>Where a rank of a case stands among those that share the vocabulary and the context.</summary>
/// <param name="Vocabulary">Its rank among those that share the vocabulary.</param>
/// <param name="Context">Its rank among those that share the context.</param>
internal readonly record struct RankCoordinates(int Vocabulary, int Context);
