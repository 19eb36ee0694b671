using System.Globalization;

namespace LossDsl.Bench;

/// <summary>A goal with its measurement.</summary>
/// <param name="Title">The goal as a phrase.</param>
/// <param name="Goal">The limit.</param>
/// <param name="IsAtLeast">Whether the limit is a minimum; otherwise it is a maximum.</param>
/// <param name="Measured">The worst measurement over all sizes; null if a part of it is missing.</param>
/// <param name="Where">The size of that measurement; empty if there is only one.</param>
internal sealed record Gate(string Title, double Goal, bool IsAtLeast, double? Measured, string Where)
{
    /// <summary>Whether the goal is met; null if it was not measured.</summary>
    public bool? IsMet => Measured is not { } measured ? null : IsAtLeast ? measured >= Goal : measured <= Goal;

    /// <summary>The goal as text.</summary>
    public string GoalText => $"{(IsAtLeast ? "≥" : "≤")} {Goal.ToString(CultureInfo.InvariantCulture)}×";

    /// <summary>The measurement as text.</summary>
    public string MeasuredText => Measured is { } measured ? $"{QuantityFormatter.FormatRatio(measured)}×" : "not measured";

    /// <summary>The goal with the worst of several measurements.</summary>
    /// <param name="title">The goal as a phrase.</param>
    /// <param name="goal">The limit.</param>
    /// <param name="isAtLeast">Whether the limit is a minimum.</param>
    /// <param name="measured">The measurement of each size.</param>
    public static Gate FromWorst(string title, double goal, bool isAtLeast, IEnumerable<(string Where, double? Measured)> measured)
    {
        var known = measured.Where(one => one.Measured is not null).ToList();
        if (known.Count == 0)
            return new Gate(title, goal, isAtLeast, Measured: null, "");
        var (where, worst) = isAtLeast ? known.MinBy(one => one.Measured) : known.MaxBy(one => one.Measured);
        return new Gate(title, goal, isAtLeast, worst, where);
    }
}
