namespace LossDsl;

/// <summary>The statistics of whole rows that the gradient of a vocabulary shard needs.</summary>
/// <param name="LogSumExp">The log-sum-exp over all columns: float64, shape <c>[..]</c>.</param>
/// <param name="Entropy">The entropy over all columns: float64, shape <c>[..]</c>; null where it is not computed.</param>
internal sealed record WholeRows(Tensor LogSumExp, Tensor? Entropy);
