namespace LossDsl;

/// <summary>
/// Evaluates a formula over sequences, or over pairs of sequences, with torch operators, on any device: value and derivative together,
/// without an autograd graph over the formula. Does not synchronize with the device.
/// </summary>
internal sealed class TensorSequenceFormulaEvaluator
{
    private readonly SequenceFormula _formula;
    private readonly Tensor _current;
    private readonly Tensor _samples;
    private readonly Tensor _sequences;
    private readonly Tensor _factor;
    private readonly List<Tensor> _tokenInputs;
    private readonly Dictionary<int, Tensor> _numbers = [];
    private readonly long _groups;

    private TensorSequenceFormulaEvaluator(SequenceFormula formula, Tensor current, FormulaInputs inputs)
    {
        (_formula, _current) = (formula, current);
        _groups = current.size(0) / formula.Members;
        var dtype = current.dtype;
        var isAbsentRow = (inputs.SampleMask == Scalars.Zero).unsqueeze(-1);
        _samples = inputs.SampleMask.to(dtype).unsqueeze(-1);
        _sequences = inputs.ValidSequences!.to(dtype);
        using var members = ((long)formula.Members).ToScalar();
        _factor = (_sequences / members + Scalars.Epsilon).reciprocal();
        _tokenInputs = [Masked.Fill(inputs.TokenMask.ToView().to(dtype), isAbsentRow), .. inputs.TokenFields.Select(field => field.ToView().to(dtype))];
        for (var i = 0; i < inputs.RowFields.Length; i++)
            _numbers[TermGraph.FirstRowField + i] = Masked.Fill(inputs.RowFields[i].to(dtype).unsqueeze(-1), isAbsentRow);
    }

    /// <summary>Evaluates the formula. Under grad mode the derivative is itself differentiable.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="current">The log-probabilities, float32 or float64. Shape <c>[B, N]</c>. Masked entries may hold any value.</param>
    /// <param name="inputs">The masks, fields and counts.</param>
    public static FormulaResult Evaluate(SequenceFormula formula, Tensor current, FormulaInputs inputs)
    {
        using var scope = NewDisposeScope();
        var result = new TensorSequenceFormulaEvaluator(formula, current, inputs).Evaluate();
        return new FormulaResult(
            result.Loss.MoveToOuterDisposeScope(), result.Gradient.MoveToOuterDisposeScope(), result.Metrics.MoveToOuterDisposeScope());
    }

    private FormulaResult Evaluate()
    {
        if (_formula.SumsPass is { } sums)
        {
            var terms = new TensorTermEvaluator(_current, _tokenInputs, _numbers);
            for (var i = 0; i < sums.Reduced.Length; i++)
                _numbers[_formula.SumIndex(i)] = terms.GetValue(sums.Reduced[i].Term).expand(_current.shape).sum(1, keepdim: true);
        }

        List<Tensor> columns = [.. Enumerable.Range(0, _formula.Members).Select(member => Column(_samples, member))];
        columns.AddRange(_formula.Columns.Select(column => Column(_numbers[column.Number], column.Member)));
        var groups = new TensorTermEvaluator(columns[0], columns, new Dictionary<int, Tensor> { [TermGraph.Factor] = _factor });
        var reduced = Array.ConvertAll(_formula.LossPass.Reduced, term => Reduced(groups, term));
        var loss = reduced[0] * _factor;
        return new FormulaResult(loss, Gradient(groups).contiguous(), Metrics(reduced, loss));
    }

    private Tensor Gradient(TensorTermEvaluator groups)
    {
        if (_formula.GradientPass is not { } slope)
            return zeros_like(_current);
        for (var i = 0; i < _formula.SumDerivatives; i++)
        {
            var ofMembers = Enumerable.Range(0, _formula.Members).Select(member =>
                _formula.Slopes.IndexOf((member, i)) is >= 0 and var stored
                    ? groups.GetValue(_formula.LossPass.Stored[stored]).expand(_groups)
                    : _samples.new_zeros(_groups));
            _numbers[_formula.DerivativeIndex(i)] = stack([.. ofMembers], dim: 1).view(-1, 1);
        }

        return new TensorTermEvaluator(_current, _tokenInputs, _numbers).GetValue(slope.Stored[0]).expand(_current.shape);
    }

    // Selects one member of each group: from shape [B, 1] to shape [G].
    private Tensor Column(Tensor rows, int member) => rows.view(_groups, _formula.Members).narrow(1, member, 1).squeeze(1);

    private Tensor Reduced(TensorTermEvaluator groups, ReducedTerm term)
    {
        var values = groups.GetValue(term.Term).expand(_groups);
        return term.Reduction switch
        {
            RowReduction.Max when _groups > 0 => values.amax([0]),
            RowReduction.Min when _groups > 0 => values.amin([0]),
            RowReduction.Sum => values.sum(),
            _ => tensor(term.Reduction.Identity, dtype: _factor.dtype, device: _factor.device),
        };
    }

    private Tensor Metrics(Tensor[] reduced, Tensor loss)
    {
        using var noGrad = no_grad();
        if (_formula.Metrics.IsEmpty)
            return zeros(0, dtype: float64, device: _current.device);
        // The first reduced term is the loss.
        var next = 1;
        return stack([.. _formula.Metrics.Select(metric =>
        {
            if (metric.Parts.IsEmpty)
                return loss.detach().to(float64);
            var value = reduced[next++];
            for (var part = 1; part < metric.Parts.Length; part++, next++)
                value = Joined(metric.Reduction, value, reduced[next]);
            value = metric.Field.Normalizer switch
            {
                MetricNormalizer.Pairs or MetricNormalizer.Loss => value * _factor,
                MetricNormalizer.Sequences => value / (_sequences + Scalars.Epsilon),
                _ => value,
            };
            return value.detach().to(float64);
        })]);
    }

    private static Tensor Joined(RowReduction reduction, Tensor a, Tensor b) => reduction switch
    {
        RowReduction.Max => maximum(a, b),
        RowReduction.Min => minimum(a, b),
        _ => a + b,
    };
}
