using System.Globalization;

namespace LossDsl.Bench;

/// <summary>Formats quantities with three significant digits.</summary>
internal static class QuantityFormatter
{
    /// <summary>The placeholder of a missing measurement.</summary>
    public const string Unknown = "-";

    public static string FormatMilliseconds(double? value) => value is { } number
        ? number.ToString(number < 1 ? "0.000" : number < 10 ? "0.00" : number < 100 ? "0.0" : "0", CultureInfo.InvariantCulture)
        : Unknown;

    public static string FormatRatio(double? value) => value is { } number
        ? number.ToString(number < 10 ? "0.00" : number < 100 ? "0.0" : "0", CultureInfo.InvariantCulture)
        : Unknown;

    /// <summary>A size in megabytes (10^6 bytes).</summary>
    public static string FormatMegabytes(long? bytes) => bytes is { } number
        ? (number / 1e6).ToString(number < 10_000_000 ? "0.0" : "0", CultureInfo.InvariantCulture)
        : Unknown;
}
