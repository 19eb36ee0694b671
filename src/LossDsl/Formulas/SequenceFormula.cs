using System.Collections.Immutable;

namespace LossDsl;

/// <summary>A formula over sequences, or over pairs of sequences: traced, differentiated and split into passes.</summary>
/// <remarks>
/// <code>
/// 1.  R[k] = sum(m * x[k])                                  over the tokens of each row
/// 2.  l and metrics;  G[k] = dl/dR[k] * w / N               over groups: rows, or pairs of a chosen and a rejected row
/// 3.  d = sum over k of G[k] * m * dx[k]/dy                 over the tokens of each row
/// </code>
/// <c>y</c> is the log-probability, <c>m</c> the mask of a token, <c>l</c> the loss of a group, <c>w</c> its weight (the
/// <c>sample_mask</c> of its first row), and <c>N</c> the number of groups of the whole step. A derivative that is infinite counts
/// as 0. The second pass visits groups in the way that the passes of a <see cref="Formula"/> visit tokens.
/// </remarks>
internal sealed class SequenceFormula : IFormula
{
    private readonly TermGraph _tokens;
    private readonly TermGraph _groups;
    private readonly GroupTerms _terms;
    private readonly List<int> _sums = [];
    private readonly Lazy<SequenceFormula> _differentiable;

    /// <summary>Splits a traced formula into passes.</summary>
    /// <param name="trace">The tensors that the formula read and the metrics that it reported.</param>
    /// <param name="loss">The loss of a group.</param>
    /// <param name="metrics">The declared metrics.</param>
    /// <param name="members">The number of rows of a group: 1, or 2 for pairs.</param>
    /// <exception cref="InvalidOperationException">The formula violates a rule of formulas over sequences.</exception>
    public SequenceFormula(FormulaTrace trace, Term loss, MetricsSchema metrics, int members)
        : this(trace, loss, metrics, members, keepsStops: false)
    {
    }

    private SequenceFormula(FormulaTrace trace, Term loss, MetricsSchema metrics, int members, bool keepsStops)
    {
        _differentiable = new(() => keepsStops ? this : new SequenceFormula(trace, loss, metrics, members, keepsStops: true));
        if (loss.ReadsEntropy || trace.Metrics.Any(metric => metric is { ReadsEntropy: true }))
            throw new InvalidOperationException("Term.Entropy is for losses over tokens: derive the loss from TokenLoss");
        (TokenFields, RowFields) = (trace.TokenFields, trace.RowFields);
        IsLinear = loss.Degree < 2;
        (_tokens, _groups) = (new TermGraph(RowFields.Length, keepsStops: keepsStops), new TermGraph(0, keepsStops: keepsStops));
        _terms = new GroupTerms(_tokens, members);
        var ofGroup = _terms.OfGroup(loss);
        Metrics = [.. metrics.Fields.Select((field, i) => SequenceMetric.Create(metrics, field, trace.Metrics[i], _terms))];

        List<Term> stored = [], slopes = [];
        List<(int, int)> places = [];
        for (var sum = 0; sum < _tokens.Sums.Count; sum++)
        {
            if (_tokens.Differentiate(_tokens.Sums[sum], Term.Logprob) is not { } byLogprob)
                continue;
            var before = stored.Count;
            for (var member = 0; member < members; member++)
            {
                if (_terms.Find(member, _tokens.SumIndex(sum)) is not { } place || _groups.Differentiate(ofGroup, place) is not { } slope)
                    continue;
                stored.Add(_groups.Finite(_groups.OrZero(_groups.Make(Operation.Multiply, slope, Weight))));
                places.Add((member, _sums.Count));
            }

            if (stored.Count == before)
                continue;
            _sums.Add(sum);
            slopes.Add(byLogprob);
        }

        Slopes = [.. places];
        Columns = [.. _terms.Columns];
        SumsPass = _tokens.Sums.Count == 0
            ? null
            : new TokenProgram([], [.. _tokens.Sums.Select(sum => new ReducedTerm(_tokens.Masked(_tokens.Value(sum))))]);
        LossPass = new TokenProgram(
            [.. stored], [new ReducedTerm(_groups.Masked(_groups.Value(ofGroup))), .. Metrics.SelectMany(metric => metric.Parts.Select(part => Reduced(metric, part)))]);
        GradientPass = slopes.Count == 0 ? null : new TokenProgram([_tokens.Finite(WholeSlope(slopes))], []);
    }

    /// <inheritdoc/>
    public bool IsLinear { get; }

    /// <inheritdoc/>
    public ImmutableArray<int> TokenFields { get; }

    /// <inheritdoc/>
    public ImmutableArray<int> RowFields { get; }

    public ImmutableArray<SequenceMetric> Metrics { get; }

    /// <inheritdoc/>
    public TokenProgram? SumsPass { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// Runs over groups. Its inputs are one that it does not read, the weights of the group's rows, and <see cref="Columns"/>.
    /// It stores <see cref="Slopes"/> and reduces the loss and the parts of the metrics.
    /// </remarks>
    public TokenProgram LossPass { get; }

    /// <inheritdoc/>
    public TokenProgram? GradientPass { get; }

    /// <inheritdoc/>
    IFormula IFormula.Differentiable => _differentiable.Value;

    /// <inheritdoc/>
    bool IFormula.ReadsEntropy => false;

    /// <summary>The number of rows of a group.</summary>
    public int Members => _terms.Members;

    /// <summary>The inputs of <see cref="LossPass"/>: the row of the group, and the index among the numbers of that row.</summary>
    public ImmutableArray<(int Member, int Number)> Columns { get; }

    /// <summary>
    /// The outputs of <see cref="LossPass"/>: derivatives by a sum of a row of the group, which <see cref="GradientPass"/> reads.
    /// </summary>
    public ImmutableArray<(int Member, int Slope)> Slopes { get; }

    /// <summary>The number of different sums that <see cref="Slopes"/> are derivatives by.</summary>
    public int SumDerivatives => _sums.Count;

    /// <summary>The number of sums over tokens.</summary>
    public int Sums => _tokens.Sums.Count;

    /// <summary>The number of numbers of a row.</summary>
    public int RowNumbers => DerivativeIndex(_sums.Count);

    /// <summary>The index, among the numbers of a row, of sum <c>R[sum]</c>.</summary>
    public int SumIndex(int sum) => _tokens.SumIndex(sum);

    /// <summary>The index, among the numbers of a row, of derivative <c>G[slope]</c>.</summary>
    public int DerivativeIndex(int slope) => _tokens.SumIndex(_tokens.Sums.Count + slope);

    /// <inheritdoc/>
    public bool Reports(MetricNormalizer normalizer) => Metrics.Any(metric => !metric.Parts.IsEmpty && metric.Field.Normalizer == normalizer);

    /// <inheritdoc/>
    public FormulaResult Evaluate(Tensor current, FormulaInputs inputs, FormulaKernels? kernels) => kernels is null
        ? TensorSequenceFormulaEvaluator.Evaluate(this, current, inputs)
        : CpuSequenceFormulaEvaluator.Evaluate(this, kernels, current, inputs);

    private Term Weight => _groups.Make(Operation.Multiply, _groups.Mask, _groups.RowNumber(TermGraph.Factor));

    private Term WholeSlope(List<Term> slopes)
    {
        var whole = _tokens.Constant(0);
        for (var i = 0; i < slopes.Count; i++)
            whole = _tokens.Make(Operation.Add, whole, _tokens.Make(Operation.Multiply, _tokens.RowNumber(DerivativeIndex(i)), _tokens.Masked(slopes[i])));
        // A derivative by a sum may be NaN, which must not reach masked tokens.
        return _tokens.OrZero(whole);
    }

    private ReducedTerm Reduced(SequenceMetric metric, (Term Value, int Member) part)
    {
        var value = _groups.Value(part.Value);
        if (metric.Reduction != RowReduction.Sum)
            return new ReducedTerm(_groups.Make(Operation.Select, _groups.Present, value, _groups.Constant(metric.Reduction.Identity)), metric.Reduction);
        return new ReducedTerm(_terms.Weight(part.Member) is { } weight
            ? _groups.OrZero(_groups.Make(Operation.Multiply, value, _groups.Value(weight)))
            : _groups.Masked(value));
    }
}
