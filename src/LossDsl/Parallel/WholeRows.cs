namespace LossDsl;

/// <summary>What the gradient of a part of the vocabulary needs of the whole of it.</summary>
/// <param name="LogSumExp">The log-sum-exp over all columns: float64, shape <c>[..]</c>.</param>
/// <param name="Entropy">The entropy over all columns: float64, shape <c>[..]</c>; null where none was asked for.</param>
internal sealed record WholeRows(Tensor LogSumExp, Tensor? Entropy);
