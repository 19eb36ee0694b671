namespace LossDsl;

/// <summary>What the evaluation of a formula gives.</summary>
/// <param name="Loss">The loss, without dimensions or of shape <c>[B]</c>.</param>
/// <param name="Gradient">
/// The derivative of the loss, or of a row's loss, by each log-probability, shape <c>[B, N]</c>; <c>[2, B, N]</c> with those by each
/// entropy where the formula reads them.
/// </param>
/// <param name="Metrics">The metrics in declaration order, float64. Shape <c>[K]</c>.</param>
internal readonly record struct FormulaResult(Tensor Loss, Tensor Gradient, Tensor Metrics);
