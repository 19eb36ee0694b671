namespace LossDsl.Cli.Training.Chart;

/// <summary>Smooths noisy metrics.</summary>
internal static class Smoothing
{
    /// <summary>
    /// Moving average with a symmetric Gaussian window, so that the result does not lag. At the ends the window is truncated.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="width">The standard deviation of the window, in values.</param>
    public static double[] ApplyGaussian(IReadOnlyList<double> values, double width)
    {
        var reach = (int)Math.Ceiling(3 * width);
        var smooth = new double[values.Count];
        for (var i = 0; i < values.Count; i++)
        {
            double sum = 0, weights = 0;
            for (var j = Math.Max(0, i - reach); j <= Math.Min(values.Count - 1, i + reach); j++)
            {
                var weight = Math.Exp(-0.5 * (j - i) * (j - i) / (width * width));
                sum += weight * values[j];
                weights += weight;
            }

            smooth[i] = sum / weights;
        }

        return smooth;
    }
}
