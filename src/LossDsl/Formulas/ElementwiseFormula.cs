namespace LossDsl;

/// <summary>Applies a formula to every element of a tensor.</summary>
internal static class ElementwiseFormula
{
    /// <summary>
    /// Evaluates the formula elementwise. The gradient flows only to <paramref name="values"/>, by the differentiation rules of
    /// <see cref="Term"/>.
    /// </summary>
    /// <param name="values">The differentiable input, float32 or float64.</param>
    /// <param name="others">The other inputs, of the same shape.</param>
    /// <param name="formula">
    /// The formula of an element of <paramref name="values"/> and of the elements of <paramref name="others"/>, in order.
    /// </param>
    public static Tensor Apply(Tensor values, Tensor[] others, Func<Term, Term[], Term> formula)
    {
        using var scope = NewDisposeScope();
        var fields = others.Select((_, i) => new TensorField($"Other{i}", $"other_{i}", "B N", DType.Float) { Alignment = TokenAlignment.Next });
        var trace = new FormulaTrace(new DataDictSchema("elements", [.. fields]), new MetricsSchema("none", []));
        var loss = formula(Term.Logprob, [.. others.Select((_, i) => trace.Field(i))]);
        var evaluated = new Formula(trace, loss, new MetricsSchema("none", []));
        var flat = values.contiguous().view(-1, 1);
        var ones = ones_like(flat);
        var inputs = new FormulaInputs(
            new(ones), ones.view(-1), [.. trace.TokenFields.Select(field => new TokenTensor(others[field].detach().contiguous().view(-1, 1)))], [], null, null,
            LossReduction.PerSequenceSum);
        FormulaResult result;
        using (no_grad())
            result = TensorFormulaEvaluator.Evaluate(evaluated, flat.detach(), inputs);
        return FormulaFunction.Apply(flat, evaluated, inputs, result).view(values.shape).MoveToOuterDisposeScope();
    }
}
