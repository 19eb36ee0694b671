namespace LossDsl;

/// <summary>Evaluates a formula on CPU tensors with compiled loops: a few passes over each row, rows in parallel.</summary>
internal sealed unsafe class CpuFormulaEvaluator
{
    // The cost of a token relative to a logit, for deciding on the number of threads.
    internal const long LogitsPerToken = 16;

    private readonly Formula _formula;
    private readonly FormulaKernels _kernels;
    private readonly FormulaInputs _inputs;
    private readonly double[] _samples;
    private readonly double[] _factors;
    private readonly (double Tokens, double Sequences) _counts;
    private readonly double[][] _rowFields;
    private readonly int _length;
    private readonly int _elementBytes;
    private readonly RowPointers[] _columns;
    private readonly RowPointers[] _gradients;

    // The reduced terms of each row, and the row's numbers (see TermGraph).
    private readonly double[] _reduced;
    private readonly double[] _numbers;

    private CpuFormulaEvaluator(Formula formula, FormulaKernels kernels, FormulaInputs inputs, Tensor current, Tensor gradient)
    {
        (_formula, _kernels, _inputs) = (formula, kernels, inputs);
        var (rows, dtype) = ((int)current.size(-2), current.dtype);
        _length = (int)current.size(-1);
        _elementBytes = dtype == float64 ? sizeof(double) : sizeof(float);
        _samples = TensorMemory.ReadVector(inputs.SampleMask);
        _rowFields = Array.ConvertAll(inputs.RowFields, TensorMemory.ReadVector);
        // The log-probabilities, then the tensors of the batch that the formula reads, then the entropies.
        var variables = Array.ConvertAll(formula.SplitVariables(current), part => new TokenTensor(part));
        _columns = [.. new[] { variables[0], inputs.TokenMask }.Concat(inputs.TokenFields).Concat(variables[1..]).Select(column => new RowPointers(column, dtype))];
        _gradients = Array.ConvertAll(formula.SplitVariables(gradient), part => new RowPointers(new TokenTensor(part), dtype));
        (_reduced, _numbers) = (new double[rows * Reductions], new double[rows * formula.RowNumbers]);
        _factors = Factors();
        _counts = (Number(inputs.ValidTokens), Number(inputs.ValidSequences));

        static double Number(Tensor? count) => count is null ? double.NaN : TensorMemory.ReadScalar(count);
    }

    private int Reductions => _formula.LossPass.Reduced.Length;

    /// <summary>Evaluates the formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="kernels">The compiled loops for the type of the log-probabilities.</param>
    /// <param name="current">
    /// The log-probabilities, float32 or float64, shape <c>[B, N]</c>; <c>[2, B, N]</c> with the entropies where the formula reads
    /// them. Masked entries may hold any value.
    /// </param>
    /// <param name="inputs">The masks, fields and counts.</param>
    public static FormulaResult Evaluate(Formula formula, FormulaKernels kernels, Tensor current, FormulaInputs inputs)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (rows, tokens) = (current.size(-2), current.size(-1));
        var gradient = formula.ReadsEntropy ? empty(2, rows, tokens, dtype: current.dtype) : empty(rows, tokens, dtype: current.dtype);
        var evaluation = new CpuFormulaEvaluator(formula, kernels, inputs, current, gradient);
        evaluation.Visit();
        GC.KeepAlive((current, inputs));
        var totals = new FormulaTotals(formula, inputs, evaluation._samples, evaluation._factors, evaluation._reduced, evaluation._numbers, current.dtype);
        return new FormulaResult(
            totals.Loss().MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope(), totals.Metrics().MoveToOuterDisposeScope());
    }

    private void Visit()
    {
        // Compile before the threads start, so that no thread waits for the compilation of another.
        _ = (_kernels.Sums, _kernels.Loss, _kernels.Gradient);
        ParallelRows.For(_samples.Length, (long)_samples.Length * _length * LogitsPerToken, (from, to) =>
        {
            for (var row = from; row < to; row++)
                Visit(row);
        });
    }

    private void Visit(int row)
    {
        var numbers = _numbers.AsSpan(row * _formula.RowNumbers, _formula.RowNumbers);
        var reduced = _reduced.AsSpan(row * Reductions, Reductions);
        var isAbsent = _samples[row] == 0;
        numbers[TermGraph.Factor] = isAbsent ? 0 : _factors[row];
        (numbers[TermGraph.ValidTokens], numbers[TermGraph.ValidSequences]) = _counts;
        for (var i = 0; i < _rowFields.Length; i++)
            numbers[TermGraph.FirstRowField + i] = isAbsent ? 0 : _rowFields[i][row];
        Begin(_formula.LossPass, reduced);
        if (isAbsent && !_formula.IncludesAbsent)
        {
            ClearGradients(row);
            return;
        }

        // The gradient that the loss pass stored is an input of the gradient pass.
        var pass = new RowPass(_kernels.VectorBytes, _elementBytes, _length, _columns.Length + _gradients.Length);
        for (var i = 0; i < _columns.Length; i++)
            pass.Inputs[i] = _columns[i][row];
        var gradients = stackalloc byte*[_gradients.Length];
        for (var i = 0; i < _gradients.Length; i++)
            pass.Inputs[_columns.Length + i] = gradients[i] = _gradients[i][row];
        using var nothing = isAbsent ? new ZeroRow(_length * _elementBytes) : null;
        if (nothing is not null)
            pass.Inputs[TokenProgram.FirstInput] = nothing.Address;

        if (_kernels.Sums is { } sums)
        {
            var results = numbers.Slice(_formula.SumIndex(0), _formula.SumsPass!.Reduced.Length);
            Begin(_formula.SumsPass, results);
            pass.Run(sums, _formula.SumsPass, numbers, (byte*)null, results);
        }

        pass.Run(_kernels.Loss, _formula.LossPass, numbers, gradients, reduced);
        if (_formula.LossPass.Stored.Length == 0)
            ClearGradients(row);
        if (_kernels.Gradient is { } slope)
        {
            reduced[^_formula.SumDerivatives..].CopyTo(numbers[_formula.DerivativeIndex(0)..]);
            pass.Run(slope, _formula.GradientPass!, numbers, gradients, []);
        }
    }

    private void ClearGradients(int row)
    {
        foreach (var gradient in _gradients)
            new Span<byte>(gradient[row], _length * _elementBytes).Clear();
    }

    private static void Begin(TokenProgram program, Span<double> reduced)
    {
        for (var i = 0; i < reduced.Length; i++)
            reduced[i] = program.Reduced[i].Reduction.Identity;
    }

    // The factor of each row: its tokens contribute token_mask * factor * l to the loss.
    private double[] Factors()
    {
        switch (_inputs.Reduction)
        {
            case LossReduction.PerSequenceSum or LossReduction.TokenSum:
                return _samples;
            case LossReduction.SequenceMeanOfSums:
                var rows = TensorMemory.ReadScalar(_inputs.ValidSequences!) + Masked.Epsilon;
                return Array.ConvertAll(_samples, sample => sample / rows);
            case LossReduction.TokenMean:
                var tokens = TensorMemory.ReadScalar(_inputs.ValidTokens!) + Masked.Epsilon;
                return Array.ConvertAll(_samples, sample => sample / tokens);
        }

        var factors = new double[_samples.Length];
        var sequences = _inputs.ValidSequences is { } count ? TensorMemory.ReadScalar(count) + Masked.Epsilon : 1;
        for (var row = 0; row < factors.Length; row++)
        {
            if (_samples[row] == 0)
                continue;
            var mask = _columns[TokenProgram.FirstInput][row];
            var sum = _elementBytes == sizeof(double)
                ? VectorSum.Compute(new ReadOnlySpan<double>(mask, _length))
                : VectorSum.Compute(new ReadOnlySpan<float>(mask, _length));
            factors[row] = _inputs.Reduction == LossReduction.SequenceMean
                ? _samples[row] / ((sum + Masked.Epsilon) * sequences)
                : _samples[row] / Math.Max(sum * _samples[row], 1);
        }

        return factors;
    }
}
