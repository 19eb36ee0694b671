namespace LossDsl.Cli.Drawing;

/// <summary>Computes round tick values of an axis.</summary>
internal static class AxisTicks
{
    private static readonly double[] RoundSteps = [1, 2, 2.5, 5, 10];

    /// <summary>The range of an axis, extended to round numbers, and the distance between ticks.</summary>
    /// <param name="least">The minimum value to show.</param>
    /// <param name="greatest">The maximum value to show.</param>
    /// <param name="most">The maximum number of intervals.</param>
    public static (double Low, double High, double Step) ComputeRange(double least, double greatest, int most)
    {
        if (greatest - least < 1e-9 * Math.Max(1, Math.Abs(greatest)))
            (least, greatest) = (least - 0.5, greatest + 0.5);
        var step = Step(greatest - least, most);
        // The tolerance keeps the rounding error of the division from adding an interval for a value that is round already.
        return (Math.Floor(least / step + 1e-9) * step, Math.Ceiling(greatest / step - 1e-9) * step, step);
    }

    /// <summary>The ticks of a range.</summary>
    /// <param name="low">The first tick.</param>
    /// <param name="high">The last tick.</param>
    /// <param name="step">The distance between ticks.</param>
    public static IEnumerable<double> Enumerate(double low, double high, double step)
    {
        var count = (int)Math.Round((high - low) / step);
        for (var i = 0; i <= count; i++)
            yield return low + i * step;
    }

    /// <summary>The label of a tick, with as many decimals as the distance between ticks needs.</summary>
    /// <param name="value">The value.</param>
    /// <param name="step">The distance between ticks.</param>
    public static string FormatLabel(double value, double step)
    {
        var decimals = 0;
        for (var scaled = step; decimals < 6 && Math.Abs(scaled - Math.Round(scaled)) > 1e-6 * scaled; scaled *= 10)
            decimals++;
        var text = value.ToString($"N{decimals}");
        return text.StartsWith('-') && double.Parse(text) == 0 ? text[1..] : text.Replace('-', '−');
    }

    private static double Step(double span, int most)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(span / most)));
        return RoundSteps.Select(round => round * magnitude).First(step => span / step <= most + 1e-9);
    }
}
