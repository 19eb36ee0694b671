namespace LossDsl;

/// <summary>Terms that are constant within a row, evaluated once per row in float64.</summary>
internal sealed class RowProgram
{
    private readonly List<Term> _terms;

    // The indices in _terms of the operands of each term, and of the results.
    private readonly int[][] _operands;
    private readonly int[] _results;

    /// <summary>Orders the terms for evaluation.</summary>
    /// <param name="results">The terms.</param>
    public RowProgram(IReadOnlyList<Term> results)
    {
        _terms = TokenProgram.Order(results);
        var indices = _terms.Index().ToDictionary(term => term.Item, term => term.Index);
        _operands = [.. _terms.Select(term => Array.ConvertAll(term.Operands, operand => indices[operand]))];
        _results = [.. results.Select(result => indices[result])];
    }

    /// <summary>Evaluates the terms for a row.</summary>
    /// <param name="numbers">The numbers of the row (see <see cref="TermGraph"/>).</param>
    /// <param name="results">Receives the values, in the order of the terms.</param>
    public void Evaluate(ReadOnlySpan<double> numbers, Span<double> results)
    {
        Span<double> values = _terms.Count <= 64 ? stackalloc double[64] : new double[_terms.Count];
        for (var i = 0; i < _terms.Count; i++)
        {
            var (term, operands) = (_terms[i], _operands[i]);
            values[i] = term.Operation switch
            {
                Operation.Constant => term.Value,
                Operation.RowField or Operation.RowSum => numbers[term.Index],
                Operation.Select => values[operands[values[operands[0]] != 0 ? 1 : 2]],
                _ when operands.Length > 0 => TermEvaluator.Evaluate(term.Operation, values[operands[0]], values[operands[^1]]),
                _ => throw new InvalidOperationException($"{term.Operation} is not the same for all tokens of a row"),
            };
        }

        for (var i = 0; i < results.Length; i++)
            results[i] = values[_results[i]];
    }
}
