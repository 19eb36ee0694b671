using System.Globalization;

namespace LossDsl.Goldens.Comparing;

/// <summary>Numbers and shapes for people.</summary>
internal static class Words
{
    public static string Of(double value) => double.IsFinite(value)
        ? value.ToString("G9", CultureInfo.InvariantCulture)
        : Files.NonFinite.Of(value);

    public static string Of(long[] shape) => shape.Length == 0 ? "a number" : $"[{string.Join(", ", shape)}]";
}
