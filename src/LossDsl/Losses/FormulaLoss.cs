using System.Collections.Concurrent;

namespace LossDsl;

/// <summary>The base of losses whose formula is written once, over terms: the formula is traced, then evaluated over tensors.</summary>
/// <typeparam name="TData">The data dict of the loss.</typeparam>
/// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
public abstract class FormulaLoss<TData, TMetrics> : Loss<TData, TMetrics>
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly IFormula _formula;
    private readonly int _ids;
    private readonly int[] _floatFields;
    private readonly ConcurrentDictionary<(ScalarType DType, int Width), FormulaKernels> _kernels = new();

    /// <summary>Traces the formula.</summary>
    /// <param name="output">The declaration of the model's output.</param>
    /// <param name="ids">The index of the token ids among the declared tensors; -1 where the model outputs rewards.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="variable">The term that the formula receives and is differentiated by.</param>
    /// <param name="cut">Splits the traced formula into passes.</param>
    private protected FormulaLoss(
        TensorField output,
        int ids,
        Func<Term, TokenTerms<TData>, MetricTerms<TMetrics>, Term> formula,
        Term variable,
        Func<FormulaTrace, Term, IFormula> cut)
        : base(output)
    {
        ArgumentNullException.ThrowIfNull(formula);
        _ids = ids;
        var trace = new FormulaTrace(TData.Schema, TMetrics.Schema);
        var loss = formula(variable, new TokenTerms<TData>(trace), new MetricTerms<TMetrics>(trace))
            ?? throw new InvalidOperationException($"{GetType().Name}: the formula returned null");
        try
        {
            _formula = cut(trace, loss);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidOperationException($"{GetType().Name}: {error.Message}", error);
        }

        // Masks and ids do not influence the type of the computation.
        _floatFields = [.. _formula.TokenFields.Concat(_formula.RowFields).Where(field => TData.Schema.Fields[field].DType == DType.Float)];
    }

    /// <summary>Binds a formula to its configuration, which is validated before the formula runs.</summary>
    /// <exception cref="LossConfigException">The configuration violates its rules; every violation is listed.</exception>
    private protected static Func<Term, TokenTerms<TData>, MetricTerms<TMetrics>, Term> Configured<TConfig>(
        TConfig config, Func<Term, TokenTerms<TData>, TConfig, MetricTerms<TMetrics>, Term> formula)
        where TConfig : class, ILossConfig<TConfig>
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(formula);
        LossConfig.Validate(config);
        return (variable, batch, metrics) => formula(variable, batch, config, metrics);
    }

    /// <summary>Whether the formula reports a metric with this normalizer.</summary>
    private protected bool Reports(MetricNormalizer normalizer) => _formula.Reports(normalizer);

    /// <summary>Whether the formula reads the number of valid tokens of the whole step.</summary>
    private protected bool ReadsTokens => _formula is Formula { ReadsTokens: true };

    /// <summary>Whether the formula reads the number of valid sequences of the whole step.</summary>
    private protected bool ReadsSequences => _formula is Formula { ReadsSequences: true };

    /// <summary>
    /// The index of the token ids among the declared tensors: the per-token tensor whose upper bound is the vocabulary size.
    /// </summary>
    private protected static int TokenIds()
    {
        var vocabulary = NextTokenLogits.Dimensions[^1];
        var ids = TData.Schema.Fields.Select((field, place) => (field, place))
            .Where(entry => entry.field.UpperBound == vocabulary && entry.field.Alignment != TokenAlignment.None).ToList();
        return ids is [var only]
            ? only.place
            : throw new InvalidOperationException(
                $"{TData.Schema.Name} declares {ids.Count} per-token tensors below \"{vocabulary}\"; a loss over tokens needs one, the token ids");
    }

    /// <summary>Evaluates the formula over log-probabilities, or rewards.</summary>
    /// <param name="current">
    /// The log-probabilities, float32 or float64, shape <c>[B, S-1]</c>; <c>[2, B, S-1]</c> with entropies where the formula reads
    /// them; rewards <c>[B, 1]</c>.
    /// </param>
    /// <param name="data">The batch.</param>
    /// <param name="totals">The counts of the whole step.</param>
    /// <param name="width">The vector width in bits; null to use torch operators.</param>
    internal FormulaResult Evaluate(Tensor current, TData data, GlobalNormalization totals, int? width) =>
        Evaluated(current, Inputs(Prepare(data), totals), width);

    private protected sealed override (Tensor Loss, PackedMetrics<TMetrics> Metrics) Evaluate(
        ModelOutput output, TData data, GlobalNormalization totals)
    {
        data = Prepare(data);
        var rewards = _ids < 0 ? output.GetRewards() : null;
        var inputs = Inputs(data, totals);
        var dtype = Precision.Resolve(output, Array.ConvertAll(_floatFields, field => Given(data, field)));
        var gradient = GradientOfHidden(output, data, inputs, dtype);
        var current = rewards?.to(dtype).unsqueeze(-1) ?? gradient?.Values ?? Predicted(output, () => Asked(data, inputs, dtype), dtype);
        var result = Evaluated(current, inputs, inputs.AreOnCpu && FormulaKernels.AreSupported ? RowKernelFactory.MaxVectorBits : null);
        var loss = gradient is null ? FormulaFunction.Apply(current, _formula, inputs, result) : gradient.Attach(result.Loss);
        return (loss, new PackedMetrics<TMetrics>(result.Metrics));
    }

    /// <summary>Adds tensors that the formula reads and that the caller may omit.</summary>
    private protected virtual TData Prepare(TData data) => data;

    /// <summary>The masks and counts for the formula, without the tensors that it reads.</summary>
    private protected abstract FormulaInputs Counts(TData data, GlobalNormalization totals);

    // For hidden states and a separable formula, gradients are computed together with the logits, in the forward pass.
    private HiddenGradient? GradientOfHidden(ModelOutput output, TData data, FormulaInputs inputs, ScalarType dtype) =>
        _formula is Formula { IsSeparable: true } formula && inputs.Reduction is not (LossReduction.PerSequenceSum or LossReduction.PerSequenceMean)
        && output.HiddenOf(() => Asked(data, inputs, dtype), dtype) is { } hidden
            ? new HiddenGradient(hidden, TensorFormulaEvaluator.Separate(formula, dtype, inputs, hidden.ToPositions))
            : null;

    private Tensor Predicted(ModelOutput output, Func<(Tensor Ids, Tensor Absent)> asked, ScalarType dtype)
    {
        if (!_formula.ReadsEntropy)
            return output.PresentLogprobs(asked, dtype);
        var (ids, absent) = asked();
        return output.Predict(ids, absent, dtype, withEntropies: true);
    }

    private (Tensor Ids, Tensor Absent) Asked(TData data, FormulaInputs inputs, ScalarType dtype)
    {
        var field = TData.Schema.Fields[_ids];
        var ids = DataDict.SliceNextToken(Given(data, _ids), field.TokenAxis, field.Alignment);
        return (ids, TokenMasks.Create(inputs.TokenMask.ToView(), inputs.SampleMask, dtype).Absent);
    }

    private FormulaInputs Inputs(TData data, GlobalNormalization totals) => Counts(data, totals) with
    {
        TokenFields = [.. _formula.TokenFields.Select(field => TokenTensor.SliceNextToken(Given(data, field), TData.Schema.Fields[field].Alignment))],
        RowFields = [.. _formula.RowFields.Select(field => Given(data, field))],
    };

    private FormulaResult Evaluated(Tensor current, FormulaInputs inputs, int? width)
    {
        using var noGrad = no_grad();
        return _formula.Evaluate(current, inputs, width is not { } bits
            ? null
            : _kernels.GetOrAdd((current.dtype, bits), key => new FormulaKernels(_formula, key.DType, key.Width)));
    }

    private static Tensor Given(TData data, int field) => data.GetTensor(field)
        ?? throw new ArgumentException($"{TData.Schema.Fields[field].Key} is missing, but the formula of the loss reads it", nameof(data));
}
