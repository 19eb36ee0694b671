namespace LossDsl.Goldens.Files;

/// <summary>How files spell numbers that JSON does not have.</summary>
internal static class NonFinite
{
    public const string NaN = "NaN";
    public const string Infinity = "Infinity";
    public const string NegativeInfinity = "-Infinity";

    public static string Format(double value) =>
        double.IsNaN(value) ? NaN : value > 0 ? Infinity : NegativeInfinity;
}
