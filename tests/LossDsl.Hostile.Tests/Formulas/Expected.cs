namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>What a call must give, in float64, and how far rounding may lead away from it.</summary>
/// <param name="Loss">The loss: one value, or one a row.</param>
/// <param name="LossError">What rounding may change in each.</param>
/// <param name="Gradient">The derivative of the sum of the loss by each number of the output.</param>
/// <param name="GradientError">What rounding may change in each.</param>
internal sealed record Expected(double[] Loss, double[] LossError, double[] Gradient, double[] GradientError)
{
    /// <summary>The metrics, and what rounding may change in each.</summary>
    public Dictionary<string, (double Value, double Error)> Metrics { get; } = [];

    /// <summary>Adds to a metric.</summary>
    public void Measure(string name, double value, double error = 0)
    {
        var (sum, errors) = Metrics.GetValueOrDefault(name);
        Metrics[name] = (sum + value, errors + (double.IsFinite(error) ? error : 0));
    }

    /// <summary>The expectation over an output of some size, all 0.</summary>
    public static Expected Zero(int values, int outputs) => new(new double[values], new double[values], new double[outputs], new double[outputs]);
}
