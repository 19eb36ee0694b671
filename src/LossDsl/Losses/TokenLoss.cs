using System.Collections.Concurrent;

namespace LossDsl;

/// <summary>
/// A loss whose formula is written once, for one token: the library makes of it a kernel for the CPU, torch's operators for
/// other devices, and the derivative and the metrics in the same pass.
/// </summary>
/// <remarks>
/// <code>
/// public sealed class AWRLoss(AWRConfig config)
///     : TokenLoss&lt;AWRDataDict, AWRConfig, AWRMetrics&gt;(config, (y, token, c, metrics) =&gt; ComputeTokenLoss(y, token, c, metrics))
/// {
///     public static Term ComputeTokenLoss(Term logprob, AWRDataDict.Terms token, AWRConfig config, AWRMetrics.Terms metrics)
///     {
///         var weight = Term.Min(Term.Exp(token.Advantages / config.Temperature), config.MaxWeight);
///         metrics.MeanWeight = weight;
///         return -weight * logprob;
///     }
/// }
/// </code>
/// The formula runs once, when the loss is constructed, over terms that stand for the numbers (<see cref="Term"/>): its
/// <c>if</c>s are over the configuration and cost nothing per token. Terms are 0 where a token is absent, and what the formula
/// makes of them there reaches neither loss nor gradient. Metrics that are not the loss itself have to be reported; those
/// per token are weighed by <c>token_mask * sample_mask</c>, those per loss as the loss is, those per sequence by
/// <c>sample_mask</c>.
/// </remarks>
/// <typeparam name="TData">The batch that it needs.</typeparam>
/// <typeparam name="TMetrics">The metrics that it reports.</typeparam>
public abstract class TokenLoss<TData, TMetrics> : Loss<TData, TMetrics>
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly Formula _formula;
    private readonly LossReduction _reduction;
    private readonly int _ids;
    private readonly int[] _floatFields;
    private readonly bool _needsTokens;
    private readonly bool _needsSequences;
    private readonly ConcurrentDictionary<(ScalarType DType, int Width), FormulaKernels> _kernels = new();

    /// <summary>Makes the loss.</summary>
    /// <param name="formula">The loss of one token: its log-probability under the policy in nats, the batch, and where metrics go.</param>
    /// <param name="reduction">How the losses of tokens become the loss.</param>
    /// <exception cref="InvalidOperationException">The formula does not report a metric, or breaks another rule of formulas.</exception>
    protected TokenLoss(
        Func<Term, TokenTerms<TData>, MetricTerms<TMetrics>, Term> formula, LossReduction reduction = LossReduction.TokenMean)
        : base(NextTokenLogits)
    {
        ArgumentNullException.ThrowIfNull(formula);
        _reduction = reduction;
        _ids = TokenIds();
        var trace = new FormulaTrace(TData.Schema, TMetrics.Schema);
        var loss = formula(Term.Logprob, new TokenTerms<TData>(trace), new MetricTerms<TMetrics>(trace))
            ?? throw new InvalidOperationException($"{GetType().Name}: the formula gives null");
        try
        {
            _formula = new Formula(trace, loss, TMetrics.Schema);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidOperationException($"{GetType().Name}: {error.Message}", error);
        }

        // Masks and ids do not decide in which type to compute.
        _floatFields = [.. _formula.TokenFields.Concat(_formula.RowFields).Where(field => TData.Schema.Fields[field].DType == DType.Float)];
        _needsTokens = reduction == LossReduction.TokenMean || Reports(MetricNormalizer.Tokens) || _formula.ReadsTokens;
        _needsSequences = reduction is LossReduction.SequenceMean or LossReduction.SequenceMeanOfSums || Reports(MetricNormalizer.Sequences) || _formula.ReadsSequences;

        bool Reports(MetricNormalizer normalizer) => _formula.Metrics.Any(metric => metric.Term is not null && metric.Field.Normalizer == normalizer);
    }

    /// <inheritdoc/>
    protected internal sealed override bool IsTokenwise =>
        _formula.IsSeparable && _reduction is not (LossReduction.PerSequenceSum or LossReduction.PerSequenceMean);

    /// <summary>Completes a batch by what the formula reads and the caller may leave out.</summary>
    private protected virtual TData Prepare(TData data) => data;

    private protected sealed override (Tensor Loss, PackedMetrics<TMetrics> Metrics) Evaluate(
        ModelOutput output, TData data, GlobalNormalization totals)
    {
        data = Prepare(data);
        var inputs = Inputs(data, totals);
        var dtype = Precision.Resolve(output, Array.ConvertAll(_floatFields, field => Given(data, field)));
        var ids = NextToken(data, _ids);
        var current = output.PresentLogprobs(
            () => (ids, TokenMasks.Create(inputs.TokenMask, inputs.SampleMask, dtype).Absent), dtype);
        var result = Evaluated(current, inputs, inputs.AreOnCpu && FormulaKernels.AreSupported ? RowKernelFactory.MaxVectorBits : null);
        return (FormulaFunction.Apply(current, _formula, inputs, result), new PackedMetrics<TMetrics>(result.Metrics));
    }

    /// <summary>Evaluates the formula over log-probabilities.</summary>
    /// <param name="current">The log-probabilities, float32 or float64. Shape <c>[B, S-1]</c>.</param>
    /// <param name="data">The batch.</param>
    /// <param name="totals">The counts of the whole step.</param>
    /// <param name="width">Bits of the vectors; null for torch's operators.</param>
    internal FormulaResult Evaluate(Tensor current, TData data, GlobalNormalization totals, int? width) =>
        Evaluated(current, Inputs(data, totals), width);

    private FormulaResult Evaluated(Tensor current, FormulaInputs inputs, int? width)
    {
        using var noGrad = no_grad();
        return width is { } bits
            ? CpuFormulaEvaluator.Evaluate(_formula, _kernels.GetOrAdd((current.dtype, bits), key => new FormulaKernels(_formula, key.DType, key.Width)), current, inputs)
            : TensorFormulaEvaluator.Evaluate(_formula, current, inputs);
    }

    private FormulaInputs Inputs(TData data, GlobalNormalization totals)
    {
        var name = GetType().Name;
        return new FormulaInputs(
            DataDict.SliceNextToken(data.TokenMask, 1, TokenAlignment.Current),
            data.SampleMask,
            [.. _formula.TokenFields.Select(field => NextToken(data, field))],
            [.. _formula.RowFields.Select(field => Given(data, field))],
            _needsTokens ? totals.RequireTokens(name) : null,
            _needsSequences ? totals.RequireSequences(name) : null,
            _reduction);
    }

    private static Tensor NextToken(TData data, int field) =>
        DataDict.SliceNextToken(Given(data, field), TData.Schema.Fields[field].TokenAxis, TData.Schema.Fields[field].Alignment);

    private static Tensor Given(TData data, int field) => data.GetTensor(field)
        ?? throw new ArgumentException($"{TData.Schema.Fields[field].Key} is missing, but the formula of the loss reads it", nameof(data));

    // The tokens that the model predicts: what is declared below the size of the vocabulary.
    private static int TokenIds()
    {
        var vocabulary = NextTokenLogits.Dimensions[^1];
        var ids = TData.Schema.Fields.Select((field, place) => (field, place))
            .Where(entry => entry.field.UpperBound == vocabulary && entry.field.Alignment != TokenAlignment.None).ToList();
        return ids is [var only]
            ? only.place
            : throw new InvalidOperationException(
                $"{TData.Schema.Name} declares {ids.Count} per-token tensors below \"{vocabulary}\"; a loss over tokens needs one, the token ids");
    }
}
