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
public abstract class TokenLoss<TData, TMetrics> : FormulaLoss<TData, TMetrics>
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly LossReduction _reduction;
    private readonly bool _needsTokens;
    private readonly bool _needsSequences;

    /// <summary>Makes the loss.</summary>
    /// <param name="formula">The loss of one token: its log-probability under the policy in nats, the batch, and where metrics go.</param>
    /// <param name="reduction">How the losses of tokens become the loss.</param>
    /// <exception cref="InvalidOperationException">The formula does not report a metric, or breaks another rule of formulas.</exception>
    protected TokenLoss(
        Func<Term, TokenTerms<TData>, MetricTerms<TMetrics>, Term> formula, LossReduction reduction = LossReduction.TokenMean)
        : base(NextTokenLogits, TokenIds(), formula, Term.Logprob, (trace, loss) => new Formula(trace, loss, TMetrics.Schema))
    {
        _reduction = reduction;
        _needsTokens = reduction == LossReduction.TokenMean || Reports(MetricNormalizer.Tokens) || ReadsTokens;
        _needsSequences = reduction is LossReduction.SequenceMean or LossReduction.SequenceMeanOfSums || Reports(MetricNormalizer.Sequences) || ReadsSequences;
    }

    private protected sealed override FormulaInputs Counts(TData data, GlobalNormalization totals)
    {
        var name = GetType().Name;
        return new FormulaInputs(
            TokenTensor.SliceNextToken(data.TokenMask, TokenAlignment.Current),
            data.SampleMask,
            [],
            [],
            _needsTokens ? totals.RequireTokens(name) : null,
            _needsSequences ? totals.RequireSequences(name) : null,
            _reduction);
    }
}
