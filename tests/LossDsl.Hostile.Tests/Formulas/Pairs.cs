namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>
/// <c>- m * m * log sigmoid(β * (chosen - rejected)) / (global_valid_seqs / 2)</c> of a pair, as defined in
/// <c>docs/losses/preference.md</c>, and its derivative with respect to the chosen reward.
/// </summary>
/// <param name="Loss">The loss.</param>
/// <param name="Slope">The derivative with respect to the chosen reward, which is the negative of that for the rejected
/// one.</param>
/// <param name="LossError">The error bound of the loss.</param>
/// <param name="SlopeError">The error bound of the derivative.</param>
internal readonly record struct Pairs(double Loss, double Slope, double LossError, double SlopeError)
{
    private const double Epsilon = 1e-8;

    /// <summary>Adds the metrics of the pair.</summary>
    public static void Measure(
        Expected expected, Batch batch, int row, (double Value, double Error) chosen, (double Value, double Error) rejected, double sequences, Arithmetic arithmetic)
    {
        var (weight, other, count) = (batch.RowWeight(row), batch.RowWeight(row + 1), sequences / 2 + Epsilon);
        var isNear = Math.Abs(chosen.Value - rejected.Value) <= chosen.Error + rejected.Error;
        expected.Measure("accuracy", chosen.Value > rejected.Value ? weight / count : 0, isNear && chosen.Error > 0 ? Math.Abs(weight / count) : 0);
        expected.Measure("rewards_chosen_mean", chosen.Value * weight / count, Math.Abs((chosen.Error + Rounding(chosen.Value)) * weight / count));
        expected.Measure("rewards_rejected_mean", rejected.Value * other / count, Math.Abs((rejected.Error + Rounding(rejected.Value)) * other / count));

        double Rounding(double value) => Math.Abs(value) * arithmetic.Epsilon * 16;
    }

    /// <summary>Computes a pair.</summary>
    /// <param name="chosen">The reward of the chosen row, with its error bound.</param>
    /// <param name="rejected">The reward of the rejected row, with its error bound.</param>
    /// <param name="beta">β.</param>
    /// <param name="weight">The weight of the chosen row.</param>
    /// <param name="sequences"><c>global_valid_seqs</c>.</param>
    /// <param name="arithmetic">The range of the type.</param>
    public static Pairs Compute(
        (double Value, double Error) chosen, (double Value, double Error) rejected, double beta, double weight, double sequences, Arithmetic arithmetic)
    {
        // Equal rewards are a tie even if both are infinite, and a difference with β = 0 adds nothing.
        var isTied = chosen.Value.Equals(rejected.Value) && double.IsInfinity(chosen.Value);
        var delta = isTied ? 0 : chosen.Value - rejected.Value;
        var scaled = beta == 0 && double.IsInfinity(delta) ? 0 : arithmetic.Product(beta, delta);
        var factor = weight * weight / (sequences / 2 + Epsilon);

        // The argument of log1p is at most 1, so neither side overflows.
        var loss = Math.Max(-scaled, 0) + double.LogP1(Math.Exp(-Math.Abs(scaled)));
        loss = double.IsNaN(scaled) ? double.NaN : loss;
        var sigmoid = 1 / (1 + Math.Exp(scaled));
        var slope = isTied ? 0 : arithmetic.Product(-beta, sigmoid, factor);
        var error = Math.Abs(beta) * (chosen.Error + rejected.Error) + arithmetic.Epsilon * 32 * (1 + (double.IsFinite(scaled) ? Math.Abs(scaled) : 0));
        return new Pairs(
            arithmetic.Product(factor, loss), beta == 0 && !double.IsNaN(scaled) ? 0 : Arithmetic.Slope(slope), Math.Abs(factor) * error, Math.Abs(factor * beta) * error);
    }
}
