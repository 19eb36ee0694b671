namespace LossDsl;

/// <summary>Evaluates single terms of a <see cref="TermGraph"/> in float64.</summary>
internal static class TermEvaluator
{
    /// <summary>Evaluates a term at a masked token; null where the value depends on the row or on an unmasked input.</summary>
    /// <param name="term">The term.</param>
    /// <param name="present">The condition that is false at masked tokens.</param>
    public static double? EvaluateForAbsent(Term term, Term present) => GetValue(term, new() { [present] = 0 });

    private static double? GetValue(Term term, Dictionary<Term, double?> known)
    {
        if (!known.TryGetValue(term, out var value))
            known[term] = value = Evaluate(term, known);
        return value;
    }

    private static double? Evaluate(Term term, Dictionary<Term, double?> known)
    {
        if (term.Operation == Operation.Constant)
            return term.Value;
        if (term.Operands.Length == 0)
            return null;
        // The operand that is not chosen is not evaluated: it may be unknown.
        if (term.Operation == Operation.Select)
            return GetValue(term.Operands[0], known) is { } holds ? GetValue(term.Operands[holds != 0 ? 1 : 2], known) : null;
        return GetValue(term.Operands[0], known) is { } a && GetValue(term.Operands[^1], known) is { } b ? Evaluate(term.Operation, a, b) : null;
    }

    /// <summary>Applies an operation other than a selection.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The last operand, which is also the first one of an operation with one operand.</param>
    public static double Evaluate(Operation operation, double a, double b)
    {
        return operation switch
        {
            Operation.Add => a + b,
            Operation.Subtract => a - b,
            Operation.Multiply => a * b,
            Operation.Divide => a / b,
            Operation.Negate => -a,
            Operation.Abs => Math.Abs(a),
            Operation.Sqrt => Math.Sqrt(a),
            Operation.Exp => Math.Exp(a),
            Operation.Log => Math.Log(a),
            Operation.Expm1 => VectorFunctions<PlatformExponential<double>, DoubleElements, double>.Expm1(a),
            Operation.Log1p => VectorFunctions<PlatformExponential<double>, DoubleElements, double>.Log1p(a),
            Operation.Tanh => Math.Tanh(a),
            Operation.StopGradient => a,
            Operation.GradientOnly => 0,
            Operation.Min => Math.Min(a, b),
            Operation.Max => Math.Max(a, b),
            Operation.Less => Truth(a < b),
            Operation.LessOrEqual => Truth(a <= b),
            Operation.Equal => Truth(a == b),
            Operation.NotEqual => Truth(a != b),
            Operation.And => Truth(a != 0 && b != 0),
            Operation.Or => Truth(a != 0 || b != 0),
            Operation.Not => Truth(a == 0),
            _ => throw new InvalidOperationException($"{operation} has no number"),
        };
    }

    private static double Truth(bool holds) => holds ? 1 : 0;
}
