namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>The preference loss as <c>docs/losses/preference.md</c> writes it.</summary>
internal static class Preference
{
    public static Expected Of(Batch batch, double sequences, Arithmetic arithmetic)
    {
        var (rewards, expected) = (batch.Output.Numbers, Expected.Zero(1, batch.Output.Numbers.Length));
        for (var row = 0; row < batch.Rows; row += 2)
        {
            if (batch.RowWeight(row) == 0)
                continue;
            var pair = Pairs.Of((rewards[row], 0), (rewards[row + 1], 0), 1, batch.RowWeight(row), sequences, arithmetic);
            expected.Loss[0] += pair.Loss;
            expected.LossError[0] += pair.LossError;
            (expected.Gradient[row], expected.Gradient[row + 1]) = (pair.Slope, -pair.Slope);
            expected.GradientError[row] = expected.GradientError[row + 1] = pair.SlopeError;
        }

        expected.Loss[0] = arithmetic.Sum(expected.Loss[0]);
        return expected;
    }
}
