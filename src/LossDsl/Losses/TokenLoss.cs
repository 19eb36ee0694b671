namespace LossDsl;

/// <summary>
/// A loss whose formula is written once, for one token. The library derives a CPU kernel, torch operators for other devices, the derivative
/// and the metrics from it.
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
/// The formula runs once, when the loss is constructed, over symbolic terms (<see cref="Term"/>): an <c>if</c> on the configuration costs
/// nothing per token. Terms are 0 at masked tokens, and what the formula computes there affects neither loss nor gradient. Every declared
/// metric except the loss must be reported. Metrics per token are weighted by <c>token_mask * sample_mask</c>, metrics with the loss's
/// normalizer like the loss, metrics per sequence by <c>sample_mask</c>.
/// </remarks>
/// <typeparam name="TData">The data dict of the loss.</typeparam>
/// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
public abstract class TokenLoss<TData, TMetrics> : FormulaLoss<TData, TMetrics>
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly LossReduction _reduction;
    private readonly bool _needsTokens;
    private readonly bool _needsSequences;

    /// <summary>Creates the loss and traces the formula.</summary>
    /// <param name="formula">
    /// Returns the loss of a token, given its log-probability under the policy in nats, the batch, and the receiver of metrics.
    /// </param>
    /// <param name="reduction">The reduction of the token losses to the loss.</param>
    /// <exception cref="InvalidOperationException">The formula does not report a metric, or violates another rule of formulas.</exception>
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
