namespace LossDsl;

/// <summary>Evaluates single terms of a <see cref="TermGraph"/> in float64.</summary>
internal static class TermEvaluator
{
    /// <summary>Evaluates a term that is constant within a row.</summary>
    /// <param name="term">The term.</param>
    /// <param name="row">The numbers of the row.</param>
    public static double EvaluateForRow(Term term, ReadOnlyMemory<double> row) => term.Operation switch
    {
        // The most frequent terms of metrics need no table of values.
        Operation.Constant => term.Value,
        Operation.RowField or Operation.RowSum => row.Span[term.Index],
        _ => GetValue(term, [], leaf => leaf.Operation is Operation.RowField or Operation.RowSum
            ? row.Span[leaf.Index]
            : throw new InvalidOperationException($"{leaf.Operation} is not the same for all tokens of a row"))!.Value,
    };

    /// <summary>Evaluates a term at a masked token; null where the value depends on the row or on an unmasked input.</summary>
    /// <param name="term">The term.</param>
    /// <param name="present">The condition that is false at masked tokens.</param>
    public static double? EvaluateForAbsent(Term term, Term present) => GetValue(term, new() { [present] = 0 }, _ => null);

    private static double? GetValue(Term term, Dictionary<Term, double?> known, Func<Term, double?> leaf)
    {
        if (!known.TryGetValue(term, out var value))
            known[term] = value = Evaluate(term, known, leaf);
        return value;
    }

    private static double? Evaluate(Term term, Dictionary<Term, double?> known, Func<Term, double?> leaf)
    {
        if (term.Operation == Operation.Constant)
            return term.Value;
        if (term.Operands.Length == 0)
            return leaf(term);
        // The operand that is not chosen is not evaluated: it may be unknown.
        if (term.Operation == Operation.Select)
            return GetValue(term.Operands[0], known, leaf) is { } holds ? GetValue(term.Operands[holds != 0 ? 1 : 2], known, leaf) : null;
        return GetValue(term.Operands[0], known, leaf) is { } a && GetValue(term.Operands[^1], known, leaf) is { } b ? Evaluate(term.Operation, a, b) : null;
    }

    // For an operation with one operand, a and b are both that operand.
    private static double Evaluate(Operation operation, double a, double b)
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
