using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>Configuration of <see cref="ValueLossFn"/>.</summary>
[LossConfig]
public sealed partial record ValueLossConfig
{
    /// <summary>Factor of the loss.</summary>
    [Range(0, LossWeight.MaxValue)]
    public double Scale { get; init; } = 1;

    /// <summary>Clip range of the value around the old value, as in PPO; null or 0 for no clipping.</summary>
    [Range(0, double.PositiveInfinity)]
    public double? Cliprange { get; init; }

    /// <summary>Error from which the loss is linear instead of quadratic (Huber); null for quadratic everywhere.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? HuberDelta { get; init; }

    /// <summary>Whether all tokens have the same weight (true), or all sequences (false).</summary>
    public bool TokenLevelLoss { get; init; } = true;
}
