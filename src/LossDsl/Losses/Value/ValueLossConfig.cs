using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>Configuration of <see cref="ValueLossFn"/>.</summary>
[LossConfig]
public sealed partial record ValueLossConfig
{
    /// <summary>What the loss is multiplied by.</summary>
    [Range(0, LossWeight.MaxValue)]
    public double Scale { get; init; } = 1;

    /// <summary>How far the value may move from the old one before the move stops to count; null or 0 for no bound.</summary>
    [Range(0, double.PositiveInfinity)]
    public double? Cliprange { get; init; }

    /// <summary>From which distance on the error counts linearly (Huber); null for the square everywhere.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? HuberDelta { get; init; }

    /// <summary>Whether all tokens weigh the same (true), or all sequences (false).</summary>
    public bool TokenLevelLoss { get; init; } = true;
}
