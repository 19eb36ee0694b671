namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>The expected result of a call in float64, with bounds of the rounding errors.</summary>
/// <param name="Loss">The loss: one value, or one per row.</param>
/// <param name="LossError">The error bound of each value.</param>
/// <param name="Gradient">The derivative of the sum of the loss with respect to each number of the output.</param>
/// <param name="GradientError">The error bound of each derivative.</param>
internal sealed record Expected(double[] Loss, double[] LossError, double[] Gradient, double[] GradientError)
{
    /// <summary>The metrics with their error bounds.</summary>
    public Dictionary<string, (double Value, double Error)> Metrics { get; } = [];

    /// <summary>Adds to a metric.</summary>
    public void Measure(string name, double value, double error = 0)
    {
        var (sum, errors) = Metrics.GetValueOrDefault(name);
        Metrics[name] = (sum + value, errors + (double.IsFinite(error) ? error : 0));
    }

    /// <summary>A result of zeros for an output of a given size.</summary>
    public static Expected Zero(int values, int outputs) => new(new double[values], new double[values], new double[outputs], new double[outputs]);
}
