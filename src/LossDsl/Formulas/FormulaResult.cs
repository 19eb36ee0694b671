namespace LossDsl;

/// <summary>The result of evaluating a formula.</summary>
/// <param name="Loss">The loss: a scalar, or shape <c>[B]</c> for a reduction per sequence.</param>
/// <param name="Gradient">
/// The derivative of the loss, or of a row's loss, by each log-probability, shape <c>[B, N]</c>; <c>[2, B, N]</c> with those by each
/// entropy where the formula reads them.
/// </param>
/// <param name="Metrics">The metrics in declaration order, float64. Shape <c>[K]</c>.</param>
internal readonly record struct FormulaResult(Tensor Loss, Tensor Gradient, Tensor Metrics);
