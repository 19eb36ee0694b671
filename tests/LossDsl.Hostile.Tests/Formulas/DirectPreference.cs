namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>DPO as defined in <c>docs/losses/dpo.md</c>.</summary>
internal static class DirectPreference
{
    private const double Epsilon = 1e-8;

    public static Expected Compute(Batch batch, double sequences, Arithmetic arithmetic)
    {
        var (config, outputs) = (batch.Case.Dpo, batch.Output.Numbers.Length);
        var (preference, supervised) = (Expected.Zero(1, outputs), Expected.Zero(1, outputs));
        for (var row = 0; row < batch.Rows; row += 2)
        {
            if (batch.RowWeight(row) == 0)
                continue;
            AddPreference(batch, row, sequences, preference, arithmetic);
            if (config.SftLossWeight > 0)
                AddSupervised(batch, row, sequences, supervised, arithmetic);
        }

        var total = Expected.Zero(1, outputs);
        AddWeighted(total, preference, config.PreferenceLossWeight, arithmetic);
        AddWeighted(total, supervised, config.SftLossWeight, arithmetic);
        total.Loss[0] = arithmetic.Sum(total.Loss[0]);
        total.Measure("loss", total.Loss[0], total.LossError[0]);
        total.Measure("preference_loss", preference.Loss[0], preference.LossError[0]);
        total.Measure("sft_loss", supervised.Loss[0], supervised.LossError[0]);
        total.Measure("num_valid_samples", batch.OwnSequences / 2);
        foreach (var (name, (value, error)) in preference.Metrics)
            total.Measure(name, value, error);
        return total;
    }

    private static void AddPreference(Batch batch, int row, double sequences, Expected expected, Arithmetic arithmetic)
    {
        var (chosen, rejected) = (Reward(batch, row, arithmetic), Reward(batch, row + 1, arithmetic));
        var pair = Pairs.Compute(chosen, rejected, arithmetic.Setting(batch.Case.Dpo.ReferencePolicyKlPenalty), batch.RowWeight(row), sequences, arithmetic);
        Pairs.Measure(expected, batch, row, chosen, rejected, sequences, arithmetic);
        expected.Loss[0] += pair.Loss;
        expected.LossError[0] += pair.LossError;
        Back(batch, row, pair.Slope, pair.SlopeError, expected, arithmetic);
        Back(batch, row + 1, -pair.Slope, pair.SlopeError, expected, arithmetic);
    }

    // sum((y - reference) * token_mask), averaged if configured.
    private static (double Value, double Error) Reward(Batch batch, int row, Arithmetic arithmetic)
    {
        var predictions = new Predictions(batch, arithmetic.Epsilon);
        var (sum, error) = (0.0, 0.0);
        for (var at = 0; at < batch.Predictions; at++)
        {
            var weight = batch.TokenWeight(row, at);
            if (weight == 0)
                continue;
            var ((y, size), reference) = (predictions[row, at], batch["reference_policy_logprobs"][row, at]);
            sum += arithmetic.Product(y - reference, weight);
            error += Math.Abs(weight) * arithmetic.Epsilon * 32 * (1 + size + (double.IsFinite(reference) ? Math.Abs(reference) : 0));
        }

        var count = Count(batch, row);
        return (arithmetic.Sum(sum) / count, error / count);
    }

    private static void Back(Batch batch, int row, double slope, double error, Expected expected, Arithmetic arithmetic)
    {
        var predictions = new Predictions(batch, arithmetic.Epsilon);
        for (var at = 0; at < batch.Predictions; at++)
        {
            var weight = batch.TokenWeight(row, at) / Count(batch, row);
            if (weight != 0)
                predictions.Back(expected, row, at, slope * weight, Math.Abs(weight) * error);
        }
    }

    private static double Count(Batch batch, int row) =>
        batch.Case.Dpo.PreferenceAverageLogProbs ? Math.Max(batch.TokenSum(row), 1) : 1;

    private static void AddSupervised(Batch batch, int row, double sequences, Expected expected, Arithmetic arithmetic)
    {
        var count = NegativeLogLikelihood.Count(batch, row, batch.Case.Dpo.SftAverageLogProbs);
        NegativeLogLikelihood.Add(batch, row, batch.RowWeight(row) / (sequences / 2 + Epsilon) / count, expected, 0, arithmetic);
    }

    // A term with weight 0 adds nothing, even if it is infinite.
    private static void AddWeighted(Expected total, Expected term, double weight, Arithmetic arithmetic)
    {
        weight = arithmetic.Setting(weight);
        if (weight == 0)
            return;
        total.Loss[0] += arithmetic.Product(weight, term.Loss[0]);
        total.LossError[0] += weight * term.LossError[0];
        for (var i = 0; i < term.Gradient.Length; i++)
        {
            total.Gradient[i] += Arithmetic.Slope(arithmetic.Product(weight, term.Gradient[i]));
            total.GradientError[i] += weight * term.GradientError[i];
        }
    }
}
