using System.Globalization;

namespace LossDsl;

/// <summary>The legal values of a number.</summary>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value; infinity for none.</param>
public sealed record ValueRange(double Minimum, double Maximum)
{
    /// <summary>Whether <see cref="Minimum"/> itself is illegal.</summary>
    public bool MinimumIsExclusive { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is illegal.</summary>
    public bool MaximumIsExclusive { get; init; }

    /// <summary>Whether a value is legal; NaN never is, nor is an infinity that only stands for "no bound".</summary>
    /// <param name="value">The value.</param>
    public bool Contains(double value) =>
        double.IsFinite(value)
        && (MinimumIsExclusive ? value > Minimum : value >= Minimum)
        && (MaximumIsExclusive ? value < Maximum : value <= Maximum);

    /// <summary>The rule in words: <c>greater than 1</c>, <c>between 0 and 1</c>, <c>at least 0</c>.</summary>
    public override string ToString()
    {
        var (least, greatest) = (Text(Minimum), Text(Maximum));
        var above = MinimumIsExclusive ? $"greater than {least}" : $"at least {least}";
        var below = MaximumIsExclusive ? $"less than {greatest}" : $"at most {greatest}";
        return (double.IsFinite(Minimum), double.IsFinite(Maximum)) switch
        {
            (true, true) when !MinimumIsExclusive && !MaximumIsExclusive => $"between {least} and {greatest}",
            (true, true) => $"{above} and {below}",
            (true, false) => above,
            (false, true) => below,
            _ => "finite",
        };
    }

    private static string Text(double bound) => bound.ToString(CultureInfo.InvariantCulture);
}
