namespace LossDsl;

/// <summary>
/// A loss whose formula is written once, for one sequence or for one pair of sequences (in batches of <c>2*P</c> rows). The library derives
/// CPU kernels, torch operators for other devices, the derivative and the metrics from it.
/// </summary>
/// <remarks>
/// <code>
/// public sealed class MarginLoss(MarginConfig config)
///     : SequenceLoss&lt;MarginDataDict, MarginConfig, MarginMetrics&gt;(config, (y, row, c, metrics) =&gt; Pair(y, row, c, metrics))
/// {
///     public static Term Pair(Term logprob, MarginDataDict.Terms row, MarginConfig config, MarginMetrics.Terms metrics)
///     {
///         var likelihood = Term.SequenceMean(logprob);
///         var margin = Term.Chosen(likelihood) - Term.Rejected(likelihood);
///         metrics.Margin = margin;
///         return Term.Max(config.Margin - margin, 0);
///     }
/// }
/// </code>
/// The formula runs once, when the loss is constructed, over symbolic terms (<see cref="Term"/>). It can use tokens only
/// in <see cref="Term.SequenceSum"/> and <see cref="Term.SequenceMean"/>, and returns the loss of the sequence. If the data dict
/// declares its rows in pairs (<c>"2*P S"</c>: even rows chosen, odd rows rejected), the formula returns the loss of the pair, built from
/// <see cref="Term.Chosen"/> and <see cref="Term.Rejected"/>.
/// <code>
/// L = sum(l * sample_mask) / global_valid_seqs                        over sequences
/// L = sum(l * sample_mask of the chosen row) / (global_valid_seqs / 2)      over pairs
/// </code>
/// A pair counts if neither of its rows is masked. Every declared metric except the loss must be reported. A metric built from
/// <see cref="Term.Chosen"/> and <see cref="Term.Rejected"/> is a metric of the pair, with the weight of the loss; a plain
/// <c>Term.Rejected(x)</c> has the <c>sample_mask</c> of the rejected row as its weight. Any other metric, or one in
/// <see cref="Term.OncePerSequence"/>, is a metric of each row.
/// </remarks>
/// <typeparam name="TData">The data dict of the loss.</typeparam>
/// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
public abstract class SequenceLoss<TData, TMetrics> : FormulaLoss<TData, TMetrics>
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly LossInput _input;

    /// <summary>Creates the loss and traces the formula.</summary>
    /// <param name="formula">
    /// Returns the loss of a sequence or pair, given the log-probability of a token in nats or the reward of a sequence, the batch, and the
    /// receiver of metrics.
    /// </param>
    /// <param name="input">The kind of model output.</param>
    /// <exception cref="InvalidOperationException">The formula does not report a metric, or violates another rule of formulas.</exception>
    protected SequenceLoss(Func<Term, TokenTerms<TData>, MetricTerms<TMetrics>, Term> formula, LossInput input = LossInput.Logprobs)
        : base(
            Output(input),
            input == LossInput.Logprobs ? TokenIds() : -1,
            formula,
            input == LossInput.Logprobs ? Term.Logprob : Term.SequenceSum(Term.Logprob),
            (trace, loss) => Cut(trace, loss, input)) => _input = input;

    /// <summary>Whether <c>global_valid_toks</c> is required although the loss does not divide by it.</summary>
    private protected virtual bool RequiresValidTokens => false;

    private static bool IsOfPairs => TData.Schema.RowGroup == 2;

    private protected sealed override FormulaInputs Counts(TData data, GlobalNormalization totals)
    {
        if (IsOfPairs && !data.CountsInPairs)
            throw new InvalidOperationException(
                $"{TData.Schema.Name} declares its rows in pairs, but its IMaskedBatch.CountsInPairs is false: derive it from PairsDataDict, or "
                + "implement the property as true, so that the counts of a step are those of whole pairs");
        var (name, sequences) = (GetType().Name, totals.RequireSequences(GetType().Name));
        if (RequiresValidTokens)
            totals.RequireTokens(name);
        return new FormulaInputs(
            // For rewards, each row has one entry.
            _input == LossInput.Logprobs ? TokenTensor.SliceNextToken(data.TokenMask, TokenAlignment.Current) : new(ones_like(data.SampleMask).unsqueeze(-1)),
            IsOfPairs ? WholePairs.Of(data.SampleMask) : data.SampleMask,
            [],
            [],
            ValidTokens: null,
            sequences,
            LossReduction.SequenceMean);
    }

    private static TensorField Output(LossInput input)
    {
        var fields = TData.Schema.Fields;
        if (input == LossInput.Logprobs)
            return TensorField.CreateInput(NextTokenLogits.Key, $"{fields[TokenIds()].Shape} {fields[TokenIds()].UpperBound}", DType.Float);
        var rows = fields.FirstOrDefault(field => field.Property == nameof(IMaskedBatch.SampleMask))?.Shape ?? (IsOfPairs ? "2*P" : "B");
        return TensorField.CreateInput("rewards", rows, DType.Float) with { AllowsTrailingOne = true };
    }

    private static SequenceFormula Cut(FormulaTrace trace, Term loss, LossInput input)
    {
        var formula = new SequenceFormula(trace, loss, TMetrics.Schema, IsOfPairs ? 2 : 1);
        return input == LossInput.Logprobs || (formula.TokenFields.IsEmpty && formula.Sums <= 1)
            ? formula
            : throw new InvalidOperationException("a formula over rewards has no tokens: it reads tensors per row alone, and sums over no sequence");
    }
}
