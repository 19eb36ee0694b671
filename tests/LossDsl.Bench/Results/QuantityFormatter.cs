using System.Globalization;

namespace LossDsl.Bench;

/// <summary>Numbers as people read them: three digits that say something.</summary>
internal static class QuantityFormatter
{
    /// <summary>What stands where nothing was measured.</summary>
    public const string Unknown = "-";

    /// <summary>Milliseconds.</summary>
    public static string FormatMilliseconds(double? value) => value is { } number
        ? number.ToString(number < 1 ? "0.000" : number < 10 ? "0.00" : number < 100 ? "0.0" : "0", CultureInfo.InvariantCulture)
        : Unknown;

    /// <summary>A ratio.</summary>
    public static string FormatRatio(double? value) => value is { } number
        ? number.ToString(number < 10 ? "0.00" : number < 100 ? "0.0" : "0", CultureInfo.InvariantCulture)
        : Unknown;

    /// <summary>Megabytes of a million bytes.</summary>
    public static string FormatMegabytes(long? bytes) => bytes is { } number
        ? (number / 1e6).ToString(number < 10_000_000 ? "0.0" : "0", CultureInfo.InvariantCulture)
        : Unknown;
}
