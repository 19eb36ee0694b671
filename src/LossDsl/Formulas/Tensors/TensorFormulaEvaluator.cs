namespace LossDsl;

/// <summary>
/// Evaluates a formula with torch operators, on any device: value and derivative together, without an autograd graph over the formula.
/// Does not synchronize with the device.
/// </summary>
internal sealed class TensorFormulaEvaluator
{
    private readonly Formula _formula;
    private readonly FormulaInputs _inputs;
    private readonly Tensor _mask;
    private readonly Tensor _samples;
    private readonly Tensor _isAbsentRow;
    private readonly Tensor _factors;
    private readonly List<Tensor> _tokenInputs;
    private readonly Dictionary<int, Tensor> _numbers = [];

    private TensorFormulaEvaluator(Formula formula, ScalarType dtype, FormulaInputs inputs)
    {
        (_formula, _inputs) = (formula, inputs);
        _isAbsentRow = (inputs.SampleMask == Scalars.Zero).unsqueeze(-1);
        _samples = inputs.SampleMask.to(dtype).unsqueeze(-1);
        _mask = Masked.Fill(inputs.TokenMask.ToView().to(dtype), _isAbsentRow);
        _factors = Factors();
        _tokenInputs = [_mask, .. inputs.TokenFields.Select(field => field.ToView().to(dtype))];
        _numbers[TermGraph.Factor] = _factors;
        if (inputs.ValidTokens is not null)
            _numbers[TermGraph.ValidTokens] = inputs.ValidTokens.to(dtype);
        if (inputs.ValidSequences is not null)
            _numbers[TermGraph.ValidSequences] = inputs.ValidSequences.to(dtype);
        for (var i = 0; i < inputs.RowFields.Length; i++)
            _numbers[TermGraph.FirstRowField + i] = Masked.Fill(inputs.RowFields[i].to(dtype).unsqueeze(-1), _isAbsentRow);
    }

    /// <summary>Evaluates the formula. Under grad mode the derivative is itself differentiable.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="current">
    /// The log-probabilities, float32 or float64, shape <c>[B, N]</c>; <c>[2, B, N]</c> with the entropies where the formula reads
    /// them. Masked entries may hold any value.
    /// </param>
    /// <param name="inputs">The masks, fields and counts.</param>
    public static FormulaResult Evaluate(Formula formula, Tensor current, FormulaInputs inputs)
    {
        using var scope = NewDisposeScope();
        var result = new TensorFormulaEvaluator(formula, current.dtype, inputs).Evaluate(current);
        return new FormulaResult(
            result.Loss.MoveToOuterDisposeScope(), result.Gradient.MoveToOuterDisposeScope(), result.Metrics.MoveToOuterDisposeScope());
    }

    /// <summary>Prepares the derivatives of a separable formula for evaluation chunk by chunk.</summary>
    /// <param name="formula">The formula; its loss is a scalar.</param>
    /// <param name="dtype">The type of the log-probabilities.</param>
    /// <param name="inputs">The masks, fields and counts.</param>
    /// <param name="order">
    /// Reorders a tensor <c>[B, N]</c> into the order in which the chunks produce log-probabilities. Shape <c>[T]</c>.
    /// </param>
    public static TokenSlopes Separate(Formula formula, ScalarType dtype, FormulaInputs inputs, Func<Tensor, Tensor> order)
    {
        var tensors = new TensorFormulaEvaluator(formula, dtype, inputs);
        return new TokenSlopes(
            formula,
            tensors._tokenInputs.ConvertAll(input => order(input)),
            tensors._numbers.ToDictionary(number => number.Key, number => order(number.Value.expand_as(tensors._mask))));
    }

    private FormulaResult Evaluate(Tensor current)
    {
        var given = _formula.SplitVariables(current);
        List<Tensor> inputs = [.. _tokenInputs, .. given[1..]];
        if (_formula.SumsPass is { } sums)
            Number(_formula.SumIndex(0), Reduced(new TensorTermEvaluator(given[0], inputs, _numbers), sums.Reduced));
        var terms = new TensorTermEvaluator(given[0], inputs, _numbers);
        var reduced = Reduced(terms, _formula.LossPass.Reduced);
        var gradients = _formula.LossPass.Stored is { Length: > 0 } stored ? Expanded(terms, stored) : Array.ConvertAll(given, part => zeros_like(part));
        if (_formula.GradientPass is { } slope)
        {
            Number(_formula.DerivativeIndex(0), reduced[^_formula.SumDerivatives..]);
            gradients = Expanded(new TensorTermEvaluator(given[0], [.. inputs, .. gradients], _numbers), slope.Stored);
        }

        var gradient = gradients is [var only] ? only : stack(gradients);

        var losses = (reduced[0] * _factors).squeeze(-1);
        // The result of a function in the graph must not be a view.
        var loss = _inputs.Reduction is LossReduction.PerSequenceSum or LossReduction.PerSequenceMean ? losses.clone() : losses.sum();
        return new FormulaResult(loss, gradient.contiguous(), Metrics(terms, reduced, losses.sum()));
    }

    private Tensor Metrics(TensorTermEvaluator terms, Tensor[] reduced, Tensor loss)
    {
        using var noGrad = no_grad();
        if (_formula.Metrics.IsEmpty)
            return zeros(0, dtype: float64, device: _mask.device);
        var (token, sequence) = (1, 0);
        var values = _formula.Metrics.Select(metric =>
            metric.IsPerToken ? PerToken(metric, reduced[token++])
            : metric.IsPerSequence ? PerSequence(metric, terms.GetValue(_formula.RowMetrics[sequence++]))
            : loss);
        return stack([.. values.Select(value => value.detach().to(float64))]);
    }

    private Tensor PerToken(FormulaMetric metric, Tensor reduced) => (metric.Reduction, metric.Field.Normalizer) switch
    {
        (RowReduction.Max or RowReduction.Min, _) => Extreme(reduced, metric.Reduction),
        (_, MetricNormalizer.Loss) => (reduced * _factors).sum(),
        (_, MetricNormalizer.Tokens) => (reduced * _samples).sum() / (_inputs.ValidTokens!.to(reduced.dtype) + Scalars.Epsilon),
        _ => (reduced * _samples).sum(),
    };

    private Tensor PerSequence(FormulaMetric metric, Tensor value)
    {
        value = value.expand(_samples.shape);
        if (metric.Reduction != RowReduction.Sum)
        {
            using var empty = metric.Reduction.Identity.ToScalar();
            return Extreme(value.masked_fill(_isAbsentRow, empty), metric.Reduction);
        }

        var sum = (Masked.Fill(value, _isAbsentRow) * _samples).sum();
        return metric.Field.Normalizer == MetricNormalizer.Sequences ? sum / (_inputs.ValidSequences!.to(sum.dtype) + Scalars.Epsilon) : sum;
    }

    // torch has no maximum of an empty tensor.
    private static Tensor Extreme(Tensor values, RowReduction reduction)
    {
        if (values.numel() > 0)
            return reduction == RowReduction.Max ? values.max() : values.min();
        using var empty = reduction.Identity.ToScalar();
        return full([], empty, dtype: values.dtype, device: values.device);
    }

    private Tensor[] Expanded(TensorTermEvaluator terms, Term[] stored) => Array.ConvertAll(stored, term => terms.GetValue(term).expand(_mask.shape));

    private void Number(int first, Tensor[] values)
    {
        for (var i = 0; i < values.Length; i++)
            _numbers[first + i] = values[i];
    }

    // Each result has shape [B, 1].
    private Tensor[] Reduced(TensorTermEvaluator terms, IReadOnlyList<ReducedTerm> reduced) => [.. reduced.Select(term =>
    {
        var values = terms.GetValue(term.Term).expand(_mask.shape);
        using var empty = term.Reduction.Identity.ToScalar();
        return term.Reduction switch
        {
            RowReduction.Max when values.size(1) > 0 => values.amax([1], keepdim: true),
            RowReduction.Min when values.size(1) > 0 => values.amin([1], keepdim: true),
            RowReduction.Sum => values.sum(1, keepdim: true),
            _ => full_like(_samples, empty),
        };
    })];

    private Tensor Factors()
    {
        var sums = _mask.sum(1, keepdim: true);
        return _inputs.Reduction switch
        {
            LossReduction.PerSequenceSum or LossReduction.TokenSum => _samples,
            LossReduction.SequenceMeanOfSums => _samples / (_inputs.ValidSequences!.to(_mask.dtype) + Scalars.Epsilon),
            LossReduction.PerSequenceMean => _samples / (sums * _samples).clamp_min(Scalars.One),
            LossReduction.TokenMean => _samples / (_inputs.ValidTokens!.to(_mask.dtype) + Scalars.Epsilon),
            _ => _samples / ((sums + Scalars.Epsilon) * (_inputs.ValidSequences!.to(_mask.dtype) + Scalars.Epsilon)),
        };
    }
}
