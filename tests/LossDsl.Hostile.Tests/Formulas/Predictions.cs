using LossDsl.Hostile.Tests.Draws;

namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>
/// The log-probabilities of the next tokens: given directly, or <c>y[b, t] = x[b, t, id] - log sum exp x[b, t]</c>; and the
/// backward pass, <c>dL/dx[b, t, j] = dL/dy[b, t] * ((j == id) - exp(x[b, t, j] - lse))</c>.
/// </summary>
/// <param name="batch">The call.</param>
/// <param name="epsilon">The rounding error of an operation.</param>
internal sealed class Predictions(Batch batch, double epsilon)
{
    private readonly bool _areGiven = batch.Case.IsOfLogprobs;
    private readonly double[] _output = batch.Output.Numbers;
    private readonly BuiltTensor _ids = batch["input_ids"];

    private int Vocabulary => (int)batch.Output.Lengths[^1];

    /// <summary>Whether the log-probabilities were given, so that they have no rounding error.</summary>
    public bool AreExact => _areGiven;

    /// <summary>
    /// The log-probability of token <c>t+1</c> of a row, and the magnitude of the numbers that it is computed from.
    /// </summary>
    public (double Value, double Size) this[int row, int at]
    {
        get
        {
            if (_areGiven)
                return (_output[batch.Position(row, at)], Finite(_output[batch.Position(row, at)]));
            var logits = Logits(row, at);
            var size = 0.0;
            foreach (var logit in logits)
                size = Math.Max(size, Finite(logit));
            return (logits[Target(row, at)] - LogSumExp(logits), size + Math.Log(Vocabulary));
        }
    }

    /// <summary>Propagates the derivative with respect to a log-probability to the output.</summary>
    public void Back(Expected expected, int row, int at, double slope, double error)
    {
        if (_areGiven)
        {
            expected.Gradient[batch.Position(row, at)] = slope;
            expected.GradientError[batch.Position(row, at)] = error;
            return;
        }

        // A derivative of 0 gives a gradient of 0 for all logits, even if they are not finite.
        if (slope == 0 && error == 0)
            return;
        var logits = Logits(row, at);
        var size = this[row, at].Size;
        var sum = LogSumExp(logits);
        for (var j = 0; j < logits.Length; j++)
        {
            var place = batch.Position(row, at) * Vocabulary + j;
            var probability = Math.Exp(logits[j] - sum);
            expected.Gradient[place] = slope == 0 ? 0 : slope * ((j == Target(row, at) ? 1 : 0) - probability);
            expected.GradientError[place] = error + Math.Abs(slope) * epsilon * (16 + 4 * size);
        }
    }

    private static double Finite(double value) => double.IsFinite(value) ? Math.Abs(value) : 0;

    private int Target(int row, int at) => (int)_ids[row, at + 1];

    private ReadOnlySpan<double> Logits(int row, int at) =>
        _output.AsSpan(batch.Position(row, at) * Vocabulary, Vocabulary);

    private static double LogSumExp(ReadOnlySpan<double> logits)
    {
        var greatest = double.NegativeInfinity;
        foreach (var logit in logits)
            greatest = Math.Max(greatest, logit);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - greatest);
        return greatest + Math.Log(sum);
    }
}
