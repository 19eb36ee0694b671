namespace LossDsl;

/// <summary>What the evaluation of a formula gives.</summary>
/// <param name="Loss">The loss, without dimensions or of shape <c>[B]</c>.</param>
/// <param name="Gradient">The derivative of the loss, or of a row's loss, by each log-probability. Shape <c>[B, N]</c>.</param>
/// <param name="Metrics">The metrics in declaration order, float64. Shape <c>[K]</c>.</param>
internal readonly record struct FormulaResult(Tensor Loss, Tensor Gradient, Tensor Metrics);
