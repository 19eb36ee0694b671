namespace LossDsl;

/// <summary>Evaluates terms of a <see cref="TermGraph"/> with torch operators. Each term is evaluated once.</summary>
/// <param name="logprobs">The log-probabilities. Shape <c>[B, N]</c>.</param>
/// <param name="inputs">
/// The token mask, the per-token fields and further inputs, in the type of the computation. Shape <c>[B, N]</c>.
/// </param>
/// <param name="numbers">The known numbers of the rows, by index. Shape <c>[B, 1]</c>.</param>
internal sealed class TensorTermEvaluator(Tensor logprobs, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<int, Tensor> numbers)
{
    private readonly Dictionary<Term, Tensor> _values = [];

    /// <summary>Returns the value of a term: shape <c>[B, N]</c> or broadcastable to it; bool for a condition.</summary>
    public Tensor GetValue(Term term)
    {
        if (!_values.TryGetValue(term, out var value))
            _values[term] = value = Evaluate(term);
        return value;
    }

    private Tensor Evaluate(Term term)
    {
        Tensor Operand(int index) => GetValue(term.Operands[index]);
        return term.Operation switch
        {
            Operation.Constant => tensor(term.Value, dtype: logprobs.dtype, device: logprobs.device),
            Operation.Logprob => logprobs,
            Operation.TokenField => inputs[term.Index],
            Operation.RowField or Operation.RowSum => numbers[term.Index],
            Operation.Add => Operand(0) + Operand(1),
            Operation.Subtract => Operand(0) - Operand(1),
            Operation.Multiply => Operand(0) * Operand(1),
            Operation.Divide => Operand(0) / Operand(1),
            Operation.Negate => -Operand(0),
            Operation.Min => minimum(Operand(0), Operand(1)),
            Operation.Max => maximum(Operand(0), Operand(1)),
            Operation.Abs => Operand(0).abs(),
            Operation.Sqrt => Operand(0).sqrt(),
            Operation.Exp => Operand(0).exp(),
            Operation.Expm1 => Operand(0).expm1(),
            Operation.Log => Operand(0).log(),
            Operation.Log1p => Operand(0).log1p(),
            Operation.Tanh => Operand(0).tanh(),
            Operation.StopGradient => Operand(0).detach(),
            // inf - inf is NaN, and the value must be 0.
            Operation.GradientOnly => (Operand(0) - Operand(0).detach()).nan_to_num(0),
            Operation.Less => Operand(0) < Operand(1),
            Operation.LessOrEqual => Operand(0) <= Operand(1),
            Operation.Equal => Operand(0) == Operand(1),
            Operation.NotEqual => Operand(0) != Operand(1),
            Operation.And => Operand(0).logical_and(Operand(1)),
            Operation.Or => Operand(0).logical_or(Operand(1)),
            Operation.Not => Operand(0).logical_not(),
            Operation.Select => where(Operand(0), Operand(1), Operand(2)),
            _ => throw new InvalidOperationException($"{term.Operation} is no operator over tensors"),
        };
    }
}
