using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;

namespace LossDsl.Runtime;

/// <summary>A range of legal numbers.</summary>
/// <param name="Minimum">The minimum; negative infinity for none.</param>
/// <param name="Maximum">The maximum; infinity for none, exclusive infinity for any finite number.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ValueRange(double Minimum, double Maximum)
{
    /// <summary>Whether <see cref="Minimum"/> itself is illegal.</summary>
    public bool MinimumIsExclusive { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is illegal.</summary>
    public bool MaximumIsExclusive { get; init; }

    /// <summary>Whether a number is in the range; NaN never is.</summary>
    /// <param name="value">The number.</param>
    public bool Contains(double value) =>
        (MinimumIsExclusive ? value > Minimum : value >= Minimum)
        && (MaximumIsExclusive ? value < Maximum : value <= Maximum);

    /// <summary>The range as a phrase: <c>greater than 1</c>, <c>between 0 and 1</c>, <c>at least 0 and finite</c>.</summary>
    public override string ToString()
    {
        if (IsBounded(Minimum) && IsBounded(Maximum) && !MinimumIsExclusive && !MaximumIsExclusive)
            return $"between {Text(Minimum)} and {Text(Maximum)}";

        var words = new List<string>();
        if (IsBounded(Minimum))
            words.Add(MinimumIsExclusive ? $"greater than {Text(Minimum)}" : $"at least {Text(Minimum)}");
        if (IsBounded(Maximum))
            words.Add(MaximumIsExclusive ? $"less than {Text(Maximum)}" : $"at most {Text(Maximum)}");
        if (!IsBounded(Minimum) && MinimumIsExclusive || !IsBounded(Maximum) && MaximumIsExclusive)
            words.Add("finite");
        return words.Count == 0 ? "a number" : string.Join(" and ", words);
    }

    private static bool IsBounded(double bound) => !double.IsInfinity(bound);

    private static string Text(double bound) => bound.ToString(CultureInfo.InvariantCulture);
}
