namespace LossDsl;

/// <summary>
/// A loss as a function of the log-probabilities in the autograd graph. The derivative was computed with the loss, so backward only
/// multiplies by the upstream gradient.
/// </summary>
/// <remarks>A backward with <c>create_graph</c> evaluates the derivative again with differentiable operators.</remarks>
internal sealed class FormulaFunction : BackwardNode
{
    // The number of elements from which their copy takes longer than a view in the graph.
    private const long LongCopy = 1 << 16;

    private readonly IFormula _formula;
    private readonly FormulaInputs _inputs;
    private readonly TensorReference _gradient;

    // The log-probabilities and the inputs, which the caller may have disposed of; none where the derivative does not depend on them.
    private readonly TensorReference[] _kept;

    private FormulaFunction(Tensor current, IFormula formula, FormulaInputs inputs, Tensor gradient)
    {
        (_formula, _inputs, _gradient) = (formula, inputs, new TensorReference(gradient));
        _kept = formula.IsLinear ? [] : [new(current), .. inputs.All.Select(tensor => new TensorReference(tensor))];
    }

    /// <summary>The loss, recorded in the graph.</summary>
    /// <param name="current">The log-probabilities. Shape <c>[B, N]</c>; <c>[2, B, N]</c> with entropies.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="inputs">The masks, fields and counts.</param>
    /// <param name="result">The result of the evaluation. Its loss and gradient become part of the graph.</param>
    public static Tensor Apply(Tensor current, IFormula formula, FormulaInputs inputs, FormulaResult result)
    {
        if (!current.requires_grad || !is_grad_enabled())
            return result.Loss;
        // A leaf copies a gradient to which there are other references, and TorchSharp holds one. The backward of a view makes a new tensor.
        using var view = current.is_leaf && current.numel() > LongCopy ? current.view_as(current) : null;
        new FormulaFunction(current, formula, inputs, result.Gradient).Attach(result.Loss, view ?? current);
        return result.Loss;
    }

    /// <inheritdoc/>
    public override void Release()
    {
        _gradient.Release();
        foreach (var tensor in _kept)
            tensor.Release();
    }

    /// <inheritdoc/>
    protected override Tensor Backward(Tensor upstream)
    {
        if (is_grad_enabled() && !_formula.IsLinear)
            return Differentiable() * Broadcast(upstream);
        var gradient = _gradient.Open();
        // Usually the loss is the root and the upstream gradient is 1; on the CPU this check is cheap and saves the multiplication.
        var isOne = upstream.dim() == 0 && upstream.device_type == DeviceType.CPU && TensorMemory.ReadScalar(upstream) == 1;
        return !isOne || upstream.requires_grad ? gradient * Broadcast(upstream)
            // The receiver may modify the gradient in place, so a gradient that a later backward needs is cloned.
            : IsLastBackward ? gradient : gradient.clone();
    }

    private static Tensor Broadcast(Tensor upstream) => upstream.dim() == 0 ? upstream : upstream.unsqueeze(-1);

    private Tensor Differentiable()
    {
        var next = 1;
        var inputs = _inputs.Select(_ => _kept[next++].Open());
        return _formula.Differentiable.Evaluate(_kept[0].Open(), inputs, kernels: null).Gradient;
    }
}
