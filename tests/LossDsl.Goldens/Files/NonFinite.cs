namespace LossDsl.Goldens.Files;

/// <summary>How files spell the numbers that JSON cannot.</summary>
internal static class NonFinite
{
    public const string NaN = "NaN";
    public const string Infinity = "Infinity";
    public const string NegativeInfinity = "-Infinity";

    /// <summary>The spelling of a number that is not finite.</summary>
    public static string Format(double value) =>
        double.IsNaN(value) ? NaN : value > 0 ? Infinity : NegativeInfinity;
}
