namespace LossDsl;

/// <summary>
/// Records a formula in the autograd graph. The derivative was computed with the loss, so backward only multiplies by the upstream
/// gradient.
/// </summary>
/// <remarks>A backward with <c>create_graph</c> evaluates the derivative again with differentiable operators.</remarks>
internal sealed class FormulaFunction : CheckedFunction<FormulaFunction>
{
    /// <summary>The loss.</summary>
    /// <param name="current">The log-probabilities. Shape <c>[B, N]</c>; <c>[2, B, N]</c> with entropies.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="inputs">The masks, fields and counts.</param>
    /// <param name="result">The result of the evaluation.</param>
    public static Tensor Apply(Tensor current, IFormula formula, FormulaInputs inputs, FormulaResult result) =>
        current.requires_grad && is_grad_enabled() ? Apply([], current, new Evaluated(formula, inputs, result)) : result.Loss;

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        var (current, evaluated) = (call.Argument<Tensor>(0), call.Argument<Evaluated>(1));
        call.Keep([evaluated.Result.Gradient, current, .. evaluated.Inputs.All]);
        return evaluated.Result.Loss;
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        if (is_grad_enabled())
            return [Differentiable(call) * Broadcast(upstream), null!];
        // Usually the loss is the root and the upstream gradient is 1; on the CPU this check is cheap and saves the multiplication.
        var gradient = call.Kept[0];
        var isOne = upstream.dim() == 0 && upstream.device_type == DeviceType.CPU && TensorMemory.ReadScalar(upstream) == 1;
        return !isOne ? [gradient * Broadcast(upstream), null!]
            // The receiver may modify the gradient in place, so a gradient that a later backward needs is cloned.
            : [call.IsLastBackward ? gradient.alias() : gradient.clone(), null!];
    }

    private static Tensor Broadcast(Tensor upstream) => upstream.dim() == 0 ? upstream : upstream.unsqueeze(-1);

    private static Tensor Differentiable(FunctionContext call)
    {
        var evaluated = call.Argument<Evaluated>(1);
        return evaluated.Formula.Differentiable.Evaluate(call.Kept[1], evaluated.Inputs.From([.. call.Kept.Skip(2)]), kernels: null).Gradient;
    }

    private sealed record Evaluated(IFormula Formula, FormulaInputs Inputs, FormulaResult Result);
}
