using System.Collections.Immutable;

namespace LossDsl;

/// <summary>A formula over tokens: traced, differentiated and split into passes over a row.</summary>
/// <remarks>
/// <code>
/// 1.  R[k] = sum(m * x[k])                                  where the formula has sums over a sequence
/// 2.  l and metrics;  d = dl/dy * m * f;  G[k] = sum(m * f * dl/dR[k])
/// 3.  d += sum over k of G[k] * m * dx[k]/dy                where such a sum depends on the log-probabilities
/// </code>
/// <c>y</c> is the log-probability, and where the formula reads <see cref="Term.Entropy"/> there is a second <c>d</c>, by that; <c>l</c>
/// the loss of a token, <c>m</c> its mask, <c>f</c> the factor by which the tokens of a row weigh in the loss. A derivative that is
/// infinite counts as 0.
/// </remarks>
internal sealed class Formula : IFormula
{
    private readonly TermGraph _graph;
    private readonly Term?[] _slopes;
    private readonly Lazy<Formula> _differentiable;
    private readonly List<(Term ByLoss, Term?[] ByVariables)> _slopesOfSums = [];

    /// <summary>Splits a traced formula into passes.</summary>
    /// <param name="trace">The tensors that the formula read and the metrics that it reported.</param>
    /// <param name="loss">The loss of a token.</param>
    /// <param name="metrics">The declared metrics.</param>
    public Formula(FormulaTrace trace, Term loss, MetricsSchema metrics)
        : this(trace, loss, metrics, keepsStops: false)
    {
    }

    private Formula(FormulaTrace trace, Term loss, MetricsSchema metrics, bool keepsStops)
    {
        _differentiable = new(() => keepsStops ? this : new Formula(trace, loss, metrics, keepsStops: true));
        (TokenFields, RowFields) = (trace.TokenFields, trace.RowFields);
        IsLinear = loss.Degree < 2;
        Metrics = [.. metrics.Fields.Select((field, i) => FormulaMetric.Create(metrics, field, trace.Metrics[i]))];
        IncludesAbsent = Metrics.Any(metric => metric.IncludesAbsent);
        ReadsEntropy = loss.ReadsEntropy || Metrics.Any(metric => metric.Term is { ReadsEntropy: true });
        _graph = new TermGraph(RowFields.Length, TokenFields.Length, keepsStops);
        var value = _graph.Value(loss);
        SequenceMetrics = [.. Metrics.Where(metric => metric.IsPerSequence)];
        RowMetrics = [.. SequenceMetrics.Select(metric => _graph.Value(metric.Term!))];
        RowProgram = new RowProgram(RowMetrics);
        var tokenMetrics = Metrics.Where(metric => metric.IsPerToken).Select(Reduced).ToList();
        _slopes = SlopesOf(loss);
        for (var sum = 0; sum < _graph.Sums.Count; sum++)
        {
            var summed = _graph.Sums[sum];
            var byVariables = SlopesOf(summed);
            if (Array.Exists(byVariables, slope => slope is not null) && _graph.Differentiate(loss, _graph.Value(Term.SequenceSum(summed))) is { } byLoss)
                _slopesOfSums.Add((byLoss, byVariables));
        }

        SumsPass = _graph.Sums.Count == 0 ? null : new TokenProgram([], [.. _graph.Sums.Select(sum => new ReducedTerm(_graph.Masked(_graph.Value(sum))))]);
        LossPass = new TokenProgram(
            Array.TrueForAll(_slopes, slope => slope is null) ? [] : Array.ConvertAll(_slopes, slope => slope is null ? _graph.Constant(0) : _graph.Finite(Weighed(slope))),
            [new ReducedTerm(_graph.Masked(value)), .. tokenMetrics, .. _slopesOfSums.Select(slope => new ReducedTerm(BySum(slope.ByLoss)))]);
        GradientPass = _slopesOfSums.Count == 0 ? null : new TokenProgram([.. _slopes.Select((_, variable) => _graph.Finite(WholeSlope(variable)))], []);
    }

    /// <inheritdoc/>
    IFormula IFormula.Differentiable => _differentiable.Value;

    /// <inheritdoc/>
    public bool IsLinear { get; }

    /// <inheritdoc/>
    public ImmutableArray<int> TokenFields { get; }

    /// <inheritdoc/>
    public ImmutableArray<int> RowFields { get; }

    public ImmutableArray<FormulaMetric> Metrics { get; }

    /// <summary>The metrics that have one value per sequence, in declaration order.</summary>
    public ImmutableArray<FormulaMetric> SequenceMetrics { get; }

    /// <summary>The values of <see cref="SequenceMetrics"/>.</summary>
    public ImmutableArray<Term> RowMetrics { get; }

    /// <summary>Evaluates <see cref="RowMetrics"/>.</summary>
    public RowProgram RowProgram { get; }

    /// <inheritdoc/>
    public TokenProgram? SumsPass { get; }

    /// <inheritdoc/>
    /// <remarks>Reduces the loss, the metrics per token and the derivatives by sums, and stores the derivative by each variable.</remarks>
    public TokenProgram LossPass { get; }

    /// <inheritdoc/>
    public TokenProgram? GradientPass { get; }

    /// <inheritdoc/>
    public bool ReadsEntropy { get; }

    /// <summary>The number of variables of the derivative: the log-probability, and the entropy if the formula reads it.</summary>
    public int Variables => _slopes.Length;

    /// <summary>Whether the derivative at a token depends on that token alone, that is, the formula has no sums over a sequence.</summary>
    public bool IsSeparable => SumsPass is null;

    /// <summary>Whether a pass reads the number of valid tokens of the whole step.</summary>
    public bool ReadsTokens => Reads(TermGraph.ValidTokens);

    /// <summary>Whether a pass reads the number of valid sequences of the whole step.</summary>
    public bool ReadsSequences => Reads(TermGraph.ValidSequences);

    /// <summary>Whether masked rows must be visited, because a metric includes masked tokens.</summary>
    public bool IncludesAbsent { get; }

    /// <summary>The index, among the numbers of a row, of sum <c>R[sum]</c>.</summary>
    public int SumIndex(int sum) => _graph.SumIndex(sum);

    /// <summary>The index, among the numbers of a row, of derivative <c>G[slope]</c>.</summary>
    public int DerivativeIndex(int slope) => _graph.SumIndex(_graph.Sums.Count + slope);

    /// <summary>The number of numbers of a row.</summary>
    public int RowNumbers => DerivativeIndex(_slopesOfSums.Count);

    /// <summary>The number of derivatives <c>G</c> that the second pass reduces.</summary>
    public int SumDerivatives => _slopesOfSums.Count;

    /// <inheritdoc/>
    public bool Reports(MetricNormalizer normalizer) => Metrics.Any(metric => metric.Term is not null && metric.Field.Normalizer == normalizer);

    /// <inheritdoc/>
    public FormulaResult Evaluate(Tensor current, FormulaInputs inputs, FormulaKernels? kernels) => kernels is null
        ? TensorFormulaEvaluator.Evaluate(this, current, inputs)
        : CpuFormulaEvaluator.Evaluate(this, kernels, current, inputs);

    /// <summary>What the model gives, or the gradient of it, as one tensor <c>[B, N]</c> for each variable.</summary>
    public Tensor[] SplitVariables(Tensor current) => ReadsEntropy ? [current.select(0, 0), current.select(0, 1)] : [current];

    private Term LossWeight => _graph.Make(Operation.Multiply, _graph.Mask, _graph.RowNumber(TermGraph.Factor));

    private bool Reads(int number) => new[] { SumsPass, LossPass, GradientPass }.OfType<TokenProgram>()
        .Any(pass => pass.Ordered().Any(term => term.Operation == Operation.RowField && term.Index == number));

    private Term BySum(Term slope) => _graph.Finite(Weighed(slope));

    private Term Weighed(Term slope)
    {
        var weighed = _graph.Make(Operation.Multiply, slope, LossWeight);
        // The factor of a row may be infinite.
        return _graph.OrZero(weighed);
    }

    private Term?[] SlopesOf(Term term) => [.. TermGraph.Variables.Take(ReadsEntropy ? 2 : 1).Select(variable => _graph.Differentiate(term, variable))];

    private Term WholeSlope(int variable)
    {
        // The derivatives that the second pass stored are inputs of the third pass, after the entropies.
        var whole = _slopes[variable] is null ? _graph.Constant(0) : _graph.Input(TokenFields.Length + Variables + variable);
        for (var i = 0; i < _slopesOfSums.Count; i++)
        {
            if (_slopesOfSums[i].ByVariables[variable] is { } slope)
                whole = _graph.Make(Operation.Add, whole, _graph.Make(Operation.Multiply, _graph.RowNumber(DerivativeIndex(i)), _graph.Masked(slope)));
        }

        // A derivative by a sum may be NaN, which must not reach masked tokens.
        return _graph.OrZero(whole);
    }

    private ReducedTerm Reduced(FormulaMetric metric)
    {
        var value = _graph.Value(metric.Term!);
        if (metric.Reduction != RowReduction.Sum)
            return new ReducedTerm(_graph.Make(Operation.Select, _graph.Present, value, _graph.Constant(metric.Reduction.Identity)), metric.Reduction);
        return new ReducedTerm(metric.IncludesAbsent ? _graph.Make(Operation.Multiply, value, _graph.Mask) : _graph.Masked(value));
    }
}
