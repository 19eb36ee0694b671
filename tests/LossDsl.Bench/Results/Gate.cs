using System.Globalization;

namespace LossDsl.Bench;

/// <summary>A measurement and what it is to be.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Goal">The number to keep to.</param>
/// <param name="IsAtLeast">Whether more is better.</param>
/// <param name="Measured">What was measured, of several sizes the worst; null where something for it is missing.</param>
/// <param name="Where">Which size that was; empty where there is one.</param>
internal sealed record Gate(string Title, double Goal, bool IsAtLeast, double? Measured, string Where)
{
    /// <summary>Whether it holds; null where nobody knows.</summary>
    public bool? IsMet => Measured is not { } measured ? null : IsAtLeast ? measured >= Goal : measured <= Goal;

    /// <summary>The goal in words.</summary>
    public string GoalText => $"{(IsAtLeast ? "≥" : "≤")} {Goal.ToString(CultureInfo.InvariantCulture)}×";

    /// <summary>The measurement in words.</summary>
    public string MeasuredText => Measured is { } measured ? $"{QuantityFormatter.FormatRatio(measured)}×" : "not measured";

    /// <summary>Of several sizes, the one that is farthest from the goal.</summary>
    /// <param name="title">What it says.</param>
    /// <param name="goal">The number to keep to.</param>
    /// <param name="isAtLeast">Whether more is better.</param>
    /// <param name="measured">What was measured of each size.</param>
    public static Gate FromWorst(string title, double goal, bool isAtLeast, IEnumerable<(string Where, double? Measured)> measured)
    {
        var known = measured.Where(one => one.Measured is not null).ToList();
        if (known.Count == 0)
            return new Gate(title, goal, isAtLeast, Measured: null, "");
        var (where, worst) = isAtLeast ? known.MinBy(one => one.Measured) : known.MaxBy(one => one.Measured);
        return new Gate(title, goal, isAtLeast, worst, where);
    }
}
