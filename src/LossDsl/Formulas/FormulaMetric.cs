namespace LossDsl;

/// <summary>A metric that a formula over tokens reports.</summary>
/// <param name="Field">The declaration of the metric.</param>
/// <param name="Term">The value at a token, or of a sequence; null where the metric is the loss itself.</param>
internal sealed record FormulaMetric(MetricField Field, Term? Term)
{
    /// <summary>Whether the metric is reduced over tokens; otherwise it has one value per sequence, or is the loss.</summary>
    public bool IsPerToken => Term is not null && !IsPerSequence;

    /// <summary>Whether the metric has one value per sequence.</summary>
    public bool IsPerSequence => Term is not null && (Term.Operation == Operation.OncePerSequence || Field.Normalizer == MetricNormalizer.Sequences);

    /// <summary>Whether values that are not finite at masked tokens show in the metric.</summary>
    public bool IncludesAbsent => Term is { Operation: Operation.IncludingAbsent };

    /// <summary>The reduction over the tokens of a row and over the rows of the batch.</summary>
    public RowReduction Reduction => ReductionOf(Field);

    /// <summary>The reduction that a declaration implies.</summary>
    public static RowReduction ReductionOf(MetricField field) => field.Reduction switch
    {
        MetricReduction.Min => RowReduction.Min,
        MetricReduction.Max => RowReduction.Max,
        _ => RowReduction.Sum,
    };

    /// <summary>Whether a metric is the loss itself, which a formula need not report.</summary>
    public static bool IsLoss(MetricField field) => field.Property == "Loss";

    /// <summary>Creates the error for a metric that was not reported.</summary>
    public static InvalidOperationException Missing(string name, MetricField field) =>
        new($"the formula does not report {name}: assign it, as in metrics.{field.Property} = ...");

    /// <summary>Creates the error for a minimum or maximum that is declared to be divided by a count.</summary>
    public static InvalidOperationException Divided(string name, MetricField field) =>
        new($"{name} is a {field.Reduction.ToString().ToLowerInvariant()}imum and not divided by a count: declare it MetricNormalizer.None");

    /// <summary>Matches what a formula reported with a declaration.</summary>
    /// <exception cref="InvalidOperationException">The metric is missing, or does not match its declaration.</exception>
    public static FormulaMetric Create(MetricsSchema schema, MetricField field, Term? reported)
    {
        var name = $"{schema.Name}.{field.Property}";
        if (reported is null && !IsLoss(field))
            throw Missing(name, field);
        var metric = new FormulaMetric(field, reported);
        if (reported is null)
            return metric;
        if (metric.IsPerSequence && !reported.IsRowwise)
            throw new InvalidOperationException(
                $"{name} is declared MetricNormalizer.Sequences, but what the formula reports depends on the token: report its SequenceMean or SequenceSum");
        if (reported.Operation == Operation.OncePerSequence && field.Normalizer is not (MetricNormalizer.Sequences or MetricNormalizer.None))
            throw new InvalidOperationException($"{name} is reported once a sequence, but declared MetricNormalizer.{field.Normalizer}: declare it MetricNormalizer.Sequences or MetricNormalizer.None");
        if (field.Normalizer == MetricNormalizer.Pairs)
            throw new InvalidOperationException($"{name} is declared MetricNormalizer.Pairs, but a formula over tokens knows no pairs: derive the loss from SequenceLoss");
        if (metric.Reduction != RowReduction.Sum && field.Normalizer != MetricNormalizer.None)
            throw Divided(name, field);
        return metric;
    }
}
