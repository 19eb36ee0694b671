namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>The preference loss as defined in <c>docs/losses/preference.md</c>.</summary>
internal static class Preference
{
    public static Expected Compute(Batch batch, double sequences, Arithmetic arithmetic)
    {
        var (rewards, expected) = (batch.Output.Numbers, Expected.Zero(1, batch.Output.Numbers.Length));
        for (var row = 0; row < batch.Rows; row += 2)
        {
            if (batch.RowWeight(row) == 0)
                continue;
            var (chosen, rejected) = (batch.RewardPosition(row), batch.RewardPosition(row + 1));
            var pair = Pairs.Compute((rewards[chosen], 0), (rewards[rejected], 0), 1, batch.RowWeight(row), sequences, arithmetic);
            expected.Loss[0] += pair.Loss;
            expected.LossError[0] += pair.LossError;
            Pairs.Measure(expected, batch, row, (rewards[chosen], 0), (rewards[rejected], 0), sequences, arithmetic);
            (expected.Gradient[chosen], expected.Gradient[rejected]) = (pair.Slope, -pair.Slope);
            expected.GradientError[chosen] = expected.GradientError[rejected] = pair.SlopeError;
        }

        expected.Loss[0] = arithmetic.Sum(expected.Loss[0]);
        expected.Measure("loss", expected.Loss[0], expected.LossError[0]);
        expected.Measure("num_valid_samples", batch.OwnSequences / 2);
        return expected;
    }
}
