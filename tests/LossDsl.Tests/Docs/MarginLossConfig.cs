using System.ComponentModel.DataAnnotations;

namespace LossDsl.Tests.Docs;

/// <summary>How to weigh rows.</summary>
[LossConfig]
public sealed partial record MarginLossConfig
{
    /// <summary>How far apart chosen and rejected must be.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public required double Margin { get; init; }

    /// <summary>The bound of the ratio; null turns it off.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? RatioClip { get; init; }

    /// <summary>Whether the bound holds on both sides.</summary>
    [Requires(nameof(RatioClip))]
    public bool ClipBothSides { get; init; }

    /// <summary>Whether the ratio is left out.</summary>
    [ConflictsWith(nameof(RatioClip))]
    public bool DisableRatio { get; init; }

    /// <summary>How rows become one number.</summary>
    [AllowedValues("sum", "mean", "weighted")]
    public string Reduction { get; init; } = "mean";

    /// <summary>The key of the batch that holds the weights.</summary>
    [RequiredWhen(nameof(Reduction), Is = "weighted")]
    public string? WeightKey { get; init; }
}
