using LossDsl.Hostile.Tests.Draws;

namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>The negative log-likelihood as defined in <c>docs/losses/nll.md</c>.</summary>
internal static class NegativeLogLikelihood
{
    private const double Epsilon = 1e-8;

    public static Expected Compute(Batch batch, double tokens, Arithmetic arithmetic)
    {
        var isPerRow = batch.Case.Loss != LossKind.Nll;
        var expected = Expected.Zero(isPerRow ? batch.Rows : 1, batch.Output.Numbers.Length);
        for (var row = 0; row < batch.Rows; row++)
        {
            var count = isPerRow ? Count(batch, row, isAverage: batch.Case.Loss == LossKind.NllPerRowAverage) : tokens + Epsilon;
            Add(batch, row, 1 / count, expected, isPerRow ? row : 0, arithmetic);
        }

        for (var i = 0; i < expected.Loss.Length; i++)
        {
            expected.Loss[i] = arithmetic.Sum(expected.Loss[i]);
            expected.Measure("loss", expected.Loss[i], expected.LossError[i]);
        }

        expected.Measure("num_unmasked_tokens", batch.OwnTokens);
        expected.Measure("num_valid_samples", batch.OwnSequences);
        return expected;
    }

    /// <summary>The divisor of a row: the sum of its token weights if the loss is averaged, otherwise 1.</summary>
    public static double Count(Batch batch, int row, bool isAverage) =>
        isAverage && batch.RowWeight(row) != 0 ? Math.Max(batch.TokenSum(row) * batch.RowWeight(row), 1) : 1;

    /// <summary>Adds <c>- factor * sum(y * token_mask * sample_mask)</c> of a row, and its derivative.</summary>
    public static void Add(Batch batch, int row, double factor, Expected expected, int value, Arithmetic arithmetic)
    {
        var predictions = new Predictions(batch, arithmetic.Epsilon);
        for (var at = 0; at < batch.Predictions; at++)
        {
            var weight = batch.TokenWeight(row, at) * batch.RowWeight(row);
            if (weight == 0)
                continue;
            var (y, size) = predictions[row, at];
            var slope = arithmetic.Product(-factor, weight);
            expected.Loss[value] += arithmetic.Product(-factor, weight, y);
            expected.LossError[value] += Math.Abs(slope) * arithmetic.Epsilon * 16 * (1 + size);
            predictions.Back(expected, row, at, slope, Math.Abs(slope) * arithmetic.Epsilon * 16);
        }
    }
}
