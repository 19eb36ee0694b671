using System.Globalization;

namespace LossDsl.Goldens.Comparing;

/// <summary>Formats numbers and shapes.</summary>
internal static class NumberFormatter
{
    public static string Format(double value) => double.IsFinite(value)
        ? value.ToString("G9", CultureInfo.InvariantCulture)
        : Files.NonFinite.Format(value);

    public static string Format(long[] shape) => shape.Length == 0 ? "a number" : $"[{string.Join(", ", shape)}]";
}
