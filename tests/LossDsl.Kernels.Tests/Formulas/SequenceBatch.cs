using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>A batch for a <see cref="SequenceCase"/>, with masked rows and tokens, and fractional weights.</summary>
/// <param name="Current">The log-probabilities. Shape <c>[B, N]</c>.</param>
/// <param name="Inputs">The other inputs.</param>
internal sealed record SequenceBatch(Tensor Current, FormulaInputs Inputs)
{
    private const double Epsilon = 1e-8;

    private static readonly DataDictSchema Data = new(
        "Batch",
        [
            new TensorField("Previous", "previous", "B S", DType.Float) { Alignment = TokenAlignment.Current },
            new TensorField("Advantage", "advantage", "B S", DType.Float) { Alignment = TokenAlignment.Current },
            new TensorField("Weight", "weight", "B", DType.Float),
        ]);

    private static readonly MetricsSchema Metrics = new(
        "Metrics",
        [
            new MetricField("Loss", "loss", MetricNormalizer.Loss, MetricReduction.Sum),
            new MetricField("Mean", "mean", MetricNormalizer.Sequences, MetricReduction.Sum),
            new MetricField("Most", "most", MetricNormalizer.None, MetricReduction.Max),
            new MetricField("Least", "least", MetricNormalizer.None, MetricReduction.Min),
            new MetricField("Tokens", "tokens", MetricNormalizer.Tokens, MetricReduction.Sum),
        ]);

    /// <summary>Where a token or its row is masked. Shape <c>[B, N]</c>, bool.</summary>
    public Tensor Absent => (Inputs.TokenMask.Whole == 0).logical_or((Inputs.SampleMask == 0).unsqueeze(-1));

    private bool IsPerRow => Inputs.Reduction is LossReduction.PerSequenceSum or LossReduction.PerSequenceMean;

    /// <summary>Draws a batch.</summary>
    public static SequenceBatch Drawn(int length, ScalarType dtype, LossReduction reduction, bool fractions = true)
    {
        manual_seed(length);
        const int Rows = 5;
        var mask = (rand(Rows, length) < 0.7).to(dtype);
        if (fractions)
            mask *= (rand(Rows, length) < 0.5).to(dtype) + 0.5;
        double[] weights = fractions ? [1, 0.25, 0, 1, 2] : [1, 1, 0, 1, 1];
        var samples = tensor(weights, dtype: dtype);
        return new SequenceBatch(
            randn(Rows, length, dtype: dtype) * 0.2 - 1,
            new FormulaInputs(
                new(mask), samples, [new(randn(Rows, length, dtype: dtype) * 0.2 - 1), new(randn(Rows, length, dtype: dtype))], [randn(Rows, dtype: dtype)],
                (mask * samples.unsqueeze(-1)).sum() + 3, samples.sum() + 2, reduction));
    }

    /// <summary>The formula of a case, for this kind of batch.</summary>
    public static Formula Formula(SequenceCase @case)
    {
        var trace = new FormulaTrace(Data, Metrics);
        var (previous, advantage, weight) = (trace.Field(0), trace.Field(1), trace.Field(2));
        var metric = @case.Metric(Term.Logprob, previous);
        trace.Report(1, metric);
        trace.Report(2, Term.OncePerSequence(metric));
        trace.Report(3, metric * Term.Logprob);
        trace.Report(4, metric * previous);
        return new Formula(trace, @case.Formula(Term.Logprob, previous, advantage, weight), Metrics);
    }

    /// <summary>The same batch, with a number at every masked token.</summary>
    public SequenceBatch WithAbsent(double value)
    {
        Tensor Filled(Tensor field) => field.masked_fill(Absent, value);
        return new SequenceBatch(Filled(Current), Inputs with { TokenFields = Array.ConvertAll(Inputs.TokenFields, field => new TokenTensor(Filled(field.Whole))) });
    }

    /// <summary>Loss, metrics and derivatives by the formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="width">Bits of the vectors; <see cref="Engine.Operators"/> for torch's operators.</param>
    public double[] ByFormula(Formula formula, int width)
    {
        using var scope = NewDisposeScope();
        var result = Evaluate(formula, width);
        return [.. Numbers(result.Loss), .. Numbers(result.Metrics), .. Numbers(result.Gradient)];
    }

    /// <summary>The loss of the formula, as part of an autograd graph.</summary>
    public Tensor Differentiable(Formula formula, Tensor current, int width)
    {
        using var noGrad = no_grad();
        var result = (this with { Current = current }).Evaluate(formula, width);
        using var grad = enable_grad();
        return FormulaFunction.Apply(current, formula, Inputs, result);
    }

    /// <summary>Loss, metrics and derivatives by operators and autograd, in float64.</summary>
    public double[] ByOperators(SequenceCase @case)
    {
        using var scope = NewDisposeScope();
        var leaf = Current.to(float64).detach().requires_grad_();
        var (loss, metrics) = Operators(@case, leaf);
        var gradient = autograd.grad([loss.sum()], [leaf])[0];
        return [.. Numbers(loss), .. Numbers(metrics), .. Numbers(gradient)];
    }

    /// <summary>Loss and metrics by operators, in float64.</summary>
    public (Tensor Loss, Tensor Metrics) Operators(SequenceCase @case, Tensor current)
    {
        var samples = Inputs.SampleMask.to(float64);
        var mask = Inputs.TokenMask.Whole.to(float64) * (samples != 0).unsqueeze(-1);
        Tensor Kept(Tensor field) => field.to(float64).masked_fill(Absent, 0);
        Tensor Sum(Tensor x) => (x * mask).sum(1, keepdim: true);
        var (y, previous, advantage) = (Kept(current), Kept(Inputs.TokenFields[0].Whole), Kept(Inputs.TokenFields[1].Whole));
        var weight = Inputs.RowFields[0].to(float64).unsqueeze(-1);
        var (losses, metric) = @case.Operators(y, previous, advantage, weight, Sum);

        var sums = mask.sum(1);
        var (tokens, sequences) = (Inputs.ValidTokens!.to(float64) + Epsilon, Inputs.ValidSequences!.to(float64) + Epsilon);
        var factors = Inputs.Reduction switch
        {
            LossReduction.TokenMean => samples / tokens,
            LossReduction.SequenceMean => samples / ((sums + Epsilon) * sequences),
            LossReduction.TokenSum or LossReduction.PerSequenceSum => samples,
            LossReduction.SequenceMeanOfSums => samples / sequences,
            LossReduction.PerSequenceMean => samples / (sums * samples).clamp_min(1),
            var other => throw new InvalidOperationException($"no formula for {other}"),
        };
        var rows = (losses * mask).sum(1) * factors;
        var absent = Absent;
        var metrics = stack(
        [
            rows.sum(),
            (metric.squeeze(1) * samples).sum() / sequences,
            metric.squeeze(1).masked_fill(samples == 0, double.NegativeInfinity).max(),
            Least((metric * y).masked_fill(absent, double.PositiveInfinity)),
            (metric * previous * mask * samples.unsqueeze(-1)).sum() / tokens,
        ]);
        return (IsPerRow ? rows : rows.sum(), metrics.detach());
    }

    private FormulaResult Evaluate(Formula formula, int width)
    {
        using var noGrad = no_grad();
        return width == Engine.Operators
            ? TensorFormulaEvaluator.Evaluate(formula, Current, Inputs)
            : CpuFormulaEvaluator.Evaluate(formula, new FormulaKernels(formula, Current.dtype, width), Current, Inputs);
    }

    private static Tensor Least(Tensor values) => values.numel() == 0 ? tensor(double.PositiveInfinity) : values.min();
}
