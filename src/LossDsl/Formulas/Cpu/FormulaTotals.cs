namespace LossDsl;

/// <summary>Combines the reduced terms of all rows into the loss and the metrics.</summary>
/// <param name="formula">The formula.</param>
/// <param name="inputs">The masks, fields and counts of the evaluation.</param>
/// <param name="samples">The sample mask.</param>
/// <param name="factors">The factor of each row: its tokens contribute <c>token_mask * factor * l</c> to the loss.</param>
/// <param name="reduced">The reduced terms of <see cref="Formula.LossPass"/>, row by row.</param>
/// <param name="numbers">The numbers of each row (see <see cref="TermGraph"/>).</param>
/// <param name="dtype">The type of the log-probabilities.</param>
internal readonly struct FormulaTotals(
    Formula formula, FormulaInputs inputs, double[] samples, double[] factors, double[] reduced, double[] numbers, ScalarType dtype)
{
    private int Reductions => formula.LossPass.Reduced.Length;

    private bool IsPerRow => inputs.Reduction is LossReduction.PerSequenceSum or LossReduction.PerSequenceMean;

    /// <summary>The loss, in the type of the log-probabilities: a scalar, or shape <c>[B]</c> for a reduction per sequence.</summary>
    public Tensor Loss()
    {
        // Without a conversion by torch, which takes longer than the creation.
        if (!IsPerRow)
            return TensorMemory.CreateScalar(Weighed(0, factors), dtype);
        var losses = new double[samples.Length];
        for (var row = 0; row < losses.Length; row++)
            losses[row] = factors[row] * reduced[row * Reductions];
        return tensor(losses, dtype: dtype);
    }

    /// <summary>The metrics in declaration order, float64. Shape <c>[K]</c>.</summary>
    public Tensor Metrics()
    {
        var values = new double[formula.Metrics.Length];
        var sequences = PerSequence();
        // The first reduced term is the loss.
        var (token, sequence) = (1, 0);
        for (var i = 0; i < values.Length; i++)
        {
            var metric = formula.Metrics[i];
            values[i] = metric.IsPerToken ? PerToken(metric, token++)
                : metric.IsPerSequence ? sequences[sequence++]
                : dtype == float64 ? Weighed(0, factors) : (float)Weighed(0, factors);
        }

        return TensorMemory.CreateVector(values);
    }

    private double PerToken(FormulaMetric metric, int place)
    {
        if (metric.Reduction != RowReduction.Sum)
            return Extreme(metric, place);
        return metric.Field.Normalizer switch
        {
            MetricNormalizer.Loss => Weighed(place, factors),
            MetricNormalizer.Tokens => Weighed(place, samples) / (TensorMemory.ReadScalar(inputs.ValidTokens!) + Masked.Epsilon),
            _ => Weighed(place, samples),
        };
    }

    // The metrics with one value per sequence.
    private double[] PerSequence()
    {
        var metrics = formula.SequenceMetrics;
        if (metrics.IsEmpty)
            return [];
        double[] combined = [.. metrics.Select(metric => metric.Reduction.Identity)];
        var values = new double[metrics.Length];
        for (var row = 0; row < samples.Length; row++)
        {
            if (samples[row] == 0)
                continue;
            formula.RowProgram.Evaluate(numbers.AsSpan(row * formula.RowNumbers, formula.RowNumbers), values);
            for (var i = 0; i < values.Length; i++)
            {
                var reduction = metrics[i].Reduction;
                combined[i] = reduction.Combine(combined[i], reduction == RowReduction.Sum ? samples[row] * values[i] : values[i]);
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (metrics[i].Field.Normalizer == MetricNormalizer.Sequences)
                combined[i] /= TensorMemory.ReadScalar(inputs.ValidSequences!) + Masked.Epsilon;
        }

        return combined;
    }

    private double Weighed(int place, double[] weights)
    {
        var sum = 0.0;
        for (var row = 0; row < samples.Length; row++)
        {
            var value = reduced[row * Reductions + place];
            // A masked row contributes 0, or NaN where a metric that includes masked tokens is not finite.
            sum += samples[row] == 0 ? value * 0 : value * weights[row];
        }

        return sum;
    }

    private double Extreme(FormulaMetric metric, int place)
    {
        var extreme = metric.Reduction.Identity;
        for (var row = 0; row < samples.Length; row++)
            extreme = metric.Reduction.Combine(extreme, reduced[row * Reductions + place]);
        return extreme;
    }
}
