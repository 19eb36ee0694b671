namespace LossDsl;

/// <summary>
/// Evaluates a formula over sequences, or over pairs of sequences, on CPU tensors: sums and slopes row by row in parallel, the loss in
/// one pass over the groups between them.
/// </summary>
internal sealed unsafe class CpuSequenceFormulaEvaluator
{
    private readonly SequenceFormula _formula;
    private readonly FormulaKernels _kernels;
    private readonly FormulaInputs _inputs;
    private readonly ScalarType _dtype;
    private readonly double[] _samples;
    private readonly double[][] _rowFields;
    private readonly int _length;
    private readonly int _groups;
    private readonly int _elementBytes;
    private readonly RowPointers[] _columns;
    private readonly RowPointers _gradient;
    private readonly double[] _numbers;
    private readonly double[] _reduced;

    private CpuSequenceFormulaEvaluator(SequenceFormula formula, FormulaKernels kernels, FormulaInputs inputs, Tensor current, Tensor gradient)
    {
        (_formula, _kernels, _inputs, _dtype) = (formula, kernels, inputs, current.dtype);
        _length = (int)current.size(1);
        _elementBytes = _dtype == float64 ? sizeof(double) : sizeof(float);
        _samples = TensorMemory.ReadVector(inputs.SampleMask);
        _groups = _samples.Length / formula.Members;
        _rowFields = Array.ConvertAll(inputs.RowFields, TensorMemory.ReadVector);
        _columns = [new(new TokenTensor(current), _dtype), new(inputs.TokenMask, _dtype), .. inputs.TokenFields.Select(field => new RowPointers(field, _dtype))];
        _gradient = new RowPointers(new TokenTensor(gradient), _dtype);
        _numbers = new double[_samples.Length * formula.RowNumbers];
        _reduced = [.. formula.LossPass.Reduced.Select(term => term.Reduction.Identity)];
    }

    private double Sequences => Rounded(TensorMemory.ReadScalar(_inputs.ValidSequences!) + Masked.Epsilon);

    private double Groups => Rounded(TensorMemory.ReadScalar(_inputs.ValidSequences!) / _formula.Members + Masked.Epsilon);

    /// <summary>Evaluates the formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="kernels">The compiled loops for the type of the log-probabilities.</param>
    /// <param name="current">The log-probabilities, float32 or float64. Shape <c>[B, N]</c>. Masked entries may hold any value.</param>
    /// <param name="inputs">The masks, fields and counts.</param>
    public static FormulaResult Evaluate(SequenceFormula formula, FormulaKernels kernels, Tensor current, FormulaInputs inputs)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var gradient = empty(current.size(0), current.size(1), dtype: current.dtype);
        var evaluation = new CpuSequenceFormulaEvaluator(formula, kernels, inputs, current, gradient);
        evaluation.ForEachRow(evaluation.Sum);
        evaluation.VisitGroups();
        evaluation.ForEachRow(evaluation.WriteSlopes);
        GC.KeepAlive((current, inputs));
        return new FormulaResult(
            TensorMemory.CreateScalar(evaluation.Loss(), current.dtype).MoveToOuterDisposeScope(),
            gradient.MoveToOuterDisposeScope(),
            TensorMemory.CreateVector(evaluation.Metrics()).MoveToOuterDisposeScope());
    }

    private void ForEachRow(Action<int> visit)
    {
        // Compile before the threads start, so that no thread waits for the compilation of another.
        _ = (_kernels.Sums, _kernels.Gradient);
        ParallelRows.For(_samples.Length, (long)_samples.Length * _length * CpuFormulaEvaluator.LogitsPerToken, (from, to) =>
        {
            for (var row = from; row < to; row++)
                visit(row);
        });
    }

    private void Sum(int row)
    {
        if (_samples[row] == 0)
            return;
        var numbers = Numbers(row);
        for (var i = 0; i < _rowFields.Length; i++)
            numbers[TermGraph.FirstRowField + i] = _rowFields[i][row];
        if (_kernels.Sums is { } sums)
            Pass(row).Run(sums, _formula.SumsPass!, numbers, (byte*)null, numbers.Slice(_formula.SumIndex(0), _formula.Sums));
    }

    private void WriteSlopes(int row)
    {
        if (_samples[row] == 0 || _kernels.Gradient is not { } slope)
            new Span<byte>(_gradient[row], _length * _elementBytes).Clear();
        else
            Pass(row).Run(slope, _formula.GradientPass!, Numbers(row), _gradient[row], []);
    }

    private RowPass Pass(int row)
    {
        var pass = new RowPass(_kernels.VectorBytes, _elementBytes, _length, _columns.Length);
        for (var i = 0; i < _columns.Length; i++)
            pass.Inputs[i] = _columns[i][row];
        return pass;
    }

    private Span<double> Numbers(int row) => _numbers.AsSpan(row * _formula.RowNumbers, _formula.RowNumbers);

    // The pass runs over groups as other passes run over tokens: each number of a group is a column of a temporary tensor.
    private void VisitGroups()
    {
        var (members, columns) = (_formula.Members, _formula.Columns);
        var memory = zeros([1 + members + columns.Length + _formula.Slopes.Length, _groups], dtype: _dtype);
        var rows = new RowPointers(new TokenTensor(memory), _dtype);
        var pass = new RowPass(_kernels.VectorBytes, _elementBytes, _groups, 1 + members + columns.Length);
        for (var i = 0; i < pass.Inputs.Length; i++)
            pass.Inputs[i] = rows[i];
        for (var group = 0; group < _groups; group++)
        {
            var first = group * members;
            for (var member = 0; member < members; member++)
                Write(pass.Inputs[TokenProgram.FirstInput + member], group, _samples[first + member]);
            for (var i = 0; i < columns.Length; i++)
                Write(pass.Inputs[TokenProgram.FirstInput + members + i], group, Numbers(first + columns[i].Member)[columns[i].Number]);
        }

        var outputs = stackalloc byte*[_formula.Slopes.Length + 1];
        for (var i = 0; i < _formula.Slopes.Length; i++)
            outputs[i] = rows[pass.Inputs.Length + i];
        pass.Run(_kernels.Loss, _formula.LossPass, [1 / Groups], outputs, _reduced);
        for (var i = 0; i < _formula.Slopes.Length; i++)
        {
            var (member, slope) = _formula.Slopes[i];
            for (var group = 0; group < _groups; group++)
                Numbers(group * members + member)[_formula.DerivativeIndex(slope)] = Read(outputs[i], group);
        }

        GC.KeepAlive(memory);
    }

    private void Write(byte* column, int place, double value)
    {
        if (_elementBytes == sizeof(double))
            ((double*)column)[place] = value;
        else
            ((float*)column)[place] = (float)value;
    }

    private double Read(byte* column, int place) => _elementBytes == sizeof(double) ? ((double*)column)[place] : ((float*)column)[place];

    private double Loss() => _reduced[0] / Groups;

    private double Rounded(double value) => _dtype == float64 ? value : (float)value;

    private double[] Metrics()
    {
        var values = new double[_formula.Metrics.Length];
        // The first reduced term is the loss.
        var next = 1;
        for (var i = 0; i < values.Length; i++)
        {
            var metric = _formula.Metrics[i];
            var value = metric.Reduction.Identity;
            for (var part = 0; part < metric.Parts.Length; part++)
                value = metric.Reduction.Combine(value, _reduced[next++]);
            values[i] = metric switch
            {
                { Parts.IsEmpty: true } => Rounded(Loss()),
                { Field.Normalizer: MetricNormalizer.Pairs or MetricNormalizer.Loss } => value / Groups,
                { Field.Normalizer: MetricNormalizer.Sequences } => value / Sequences,
                _ => value,
            };
        }

        return values;
    }
}
