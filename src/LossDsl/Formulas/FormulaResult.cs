namespace LossDsl;

/// <summary>The result of evaluating a formula.</summary>
/// <param name="Loss">The loss: a scalar, or shape <c>[B]</c> for a reduction per sequence.</param>
/// <param name="Gradient">The derivative of the loss (or of each row's loss) by each log-probability. Shape <c>[B, N]</c>.</param>
/// <param name="Metrics">The metrics in declaration order, float64. Shape <c>[K]</c>.</param>
internal readonly record struct FormulaResult(Tensor Loss, Tensor Gradient, Tensor Metrics);
