namespace LossDsl.Cli.Drawing;

/// <summary>Round numbers along an axis.</summary>
internal static class AxisTicks
{
    private static readonly double[] RoundSteps = [1, 2, 2.5, 5, 10];

    /// <summary>The range of an axis, widened to round numbers, and the distance of its ticks.</summary>
    /// <param name="least">The least value to show.</param>
    /// <param name="greatest">The greatest.</param>
    /// <param name="most">How many intervals there may be.</param>
    public static (double Low, double High, double Step) ComputeRange(double least, double greatest, int most)
    {
        if (greatest - least < 1e-9 * Math.Max(1, Math.Abs(greatest)))
            (least, greatest) = (least - 0.5, greatest + 0.5);
        var step = Step(greatest - least, most);
        // A value that is round already must not, by rounding of its quotient, open one more interval.
        return (Math.Floor(least / step + 1e-9) * step, Math.Ceiling(greatest / step - 1e-9) * step, step);
    }

    /// <summary>The ticks of a range.</summary>
    /// <param name="low">The first.</param>
    /// <param name="high">The last.</param>
    /// <param name="step">Their distance.</param>
    public static IEnumerable<double> Enumerate(double low, double high, double step)
    {
        var count = (int)Math.Round((high - low) / step);
        for (var i = 0; i <= count; i++)
            yield return low + i * step;
    }

    /// <summary>A tick's number, with as many decimals as the distance of ticks needs.</summary>
    /// <param name="value">The number.</param>
    /// <param name="step">The distance of ticks.</param>
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
