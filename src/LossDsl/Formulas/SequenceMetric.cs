using System.Collections.Immutable;

namespace LossDsl;

/// <summary>A metric that a formula over sequences, or over pairs of sequences, reports.</summary>
/// <param name="Field">The declaration of the metric.</param>
/// <param name="Parts">
/// The values that are reduced over groups, each with the row of the group whose <c>sample_mask</c> is its weight: one part for a
/// metric of the pair, two for a metric of its rows, none where the metric is the loss itself.
/// </param>
internal sealed record SequenceMetric(MetricField Field, ImmutableArray<(Term Value, int Member)> Parts)
{
    public RowReduction Reduction { get; } = FormulaMetric.ReductionOf(Field);

    /// <summary>Matches what a formula reported with a declaration.</summary>
    /// <param name="schema">The metrics record.</param>
    /// <param name="field">The declaration of the metric.</param>
    /// <param name="reported">The reported term; null where nothing was reported.</param>
    /// <param name="groups">Rewrites terms over groups.</param>
    /// <exception cref="InvalidOperationException">The metric is missing, or does not match its declaration.</exception>
    public static SequenceMetric Create(MetricsSchema schema, MetricField field, Term? reported, GroupTerms groups)
    {
        var name = $"{schema.Name}.{field.Property}";
        if (reported is null)
            return FormulaMetric.IsLoss(field) ? new SequenceMetric(field, []) : throw FormulaMetric.Missing(name, field);
        if (field.Normalizer == MetricNormalizer.Tokens)
            throw new InvalidOperationException($"{name} is declared MetricNormalizer.Tokens, but a formula over sequences has no tokens: declare it MetricNormalizer.Sequences");
        if (field.Normalizer == MetricNormalizer.Pairs && groups.Members == 1)
            throw new InvalidOperationException($"{name} is declared MetricNormalizer.Pairs, but the rows of the batch are no pairs: declare its tensors over \"2*P\" rows");
        if (field.Normalizer == MetricNormalizer.Sequences && reported.IsPairwise)
            throw new InvalidOperationException($"{name} is declared MetricNormalizer.Sequences, but what the formula reports is of a pair: declare it MetricNormalizer.Pairs");
        var isOncePerSequence = reported.Operation == Operation.OncePerSequence;
        if (isOncePerSequence && field.Normalizer is not (MetricNormalizer.Sequences or MetricNormalizer.None))
            throw new InvalidOperationException($"{name} is reported once a sequence, but declared MetricNormalizer.{field.Normalizer}: declare it MetricNormalizer.Sequences or MetricNormalizer.None");
        var metric = new SequenceMetric(field, []);
        if (metric.Reduction != RowReduction.Sum && field.Normalizer != MetricNormalizer.None)
            throw FormulaMetric.Divided(name, field);

        // A metric of the rows of a pair sums over both rows, each weighted by its own sample mask.
        var isOfRows = field.Normalizer == MetricNormalizer.Sequences || isOncePerSequence || (!reported.IsPairwise && reported.Operation != Operation.Constant);
        try
        {
            return metric with
            {
                Parts = isOfRows
                    ? [.. Enumerable.Range(0, groups.Members).Select(member => (groups.OfMember(reported, member), member))]
                    : [(groups.OfGroup(reported), reported.Operation == Operation.Rejected ? 1 : 0)],
            };
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidOperationException($"{name}: {error.Message}", error);
        }
    }
}
