namespace LossDsl;

/// <summary>A metric as a formula reports it.</summary>
/// <param name="Field">Its declaration.</param>
/// <param name="Term">Its value at a token, or of a sequence; null where it is the loss itself.</param>
internal sealed record FormulaMetric(MetricField Field, Term? Term)
{
    /// <summary>Whether it is reduced over tokens; else it is one number a sequence, or the loss.</summary>
    public bool IsPerToken => Term is not null && !IsPerSequence;

    /// <summary>Whether it is one number a sequence.</summary>
    public bool IsPerSequence => Term is not null && (Term.Operation == Operation.OncePerSequence || Field.Normalizer == MetricNormalizer.Sequences);

    /// <summary>Whether what is not finite at an absent token shows.</summary>
    public bool IncludesAbsent => Term is { Operation: Operation.IncludingAbsent };

    /// <summary>How tokens are reduced to a row and rows to the batch.</summary>
    public RowReduction Reduction => Field.Reduction switch
    {
        MetricReduction.Min => RowReduction.Min,
        MetricReduction.Max => RowReduction.Max,
        _ => RowReduction.Sum,
    };

    /// <summary>Checks what a formula reports.</summary>
    /// <exception cref="InvalidOperationException">It is missing, or does not fit its declaration.</exception>
    public static FormulaMetric Create(MetricsSchema schema, MetricField field, Term? reported)
    {
        var name = $"{schema.Name}.{field.Property}";
        if (reported is null && field.Property != "Loss")
            throw new InvalidOperationException($"the formula does not report {name}: assign it, as in metrics.{field.Property} = ...");
        var metric = new FormulaMetric(field, reported);
        if (reported is null)
            return metric;
        if (metric.IsPerSequence && !reported.IsRowwise)
            throw new InvalidOperationException(
                $"{name} is declared MetricNormalizer.Sequences, but what the formula reports depends on the token: report its SequenceMean or SequenceSum");
        if (reported.Operation == Operation.OncePerSequence && field.Normalizer is not (MetricNormalizer.Sequences or MetricNormalizer.None))
            throw new InvalidOperationException($"{name} is reported once a sequence, but declared MetricNormalizer.{field.Normalizer}: declare it MetricNormalizer.Sequences or MetricNormalizer.None");
        if (field.Normalizer == MetricNormalizer.Pairs)
            throw new InvalidOperationException($"{name} is declared MetricNormalizer.Pairs, but a formula over tokens knows no pairs");
        if (metric.Reduction != RowReduction.Sum && field.Normalizer != MetricNormalizer.None)
            throw new InvalidOperationException($"{name} is a {field.Reduction.ToString().ToLowerInvariant()}imum and not divided by a count: declare it MetricNormalizer.None");
        return metric;
    }
}
