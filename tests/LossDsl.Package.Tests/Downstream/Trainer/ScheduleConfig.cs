using System.ComponentModel.DataAnnotations;

namespace Trainer;

/// <summary>How the learning rate goes.</summary>
[LossConfig]
public sealed partial record ScheduleConfig
{
    /// <summary>How many steps.</summary>
    [Range(1, 1_000_000)]
    public required int Steps { get; init; }

    /// <summary>How many of them rise.</summary>
    [Range(0, 1_000_000)]
    [Requires(nameof(WarmUpFrom))]
    public int WarmUp { get; init; }

    /// <summary>Where they rise from, as a share of the highest rate.</summary>
    [Range(0, 1)]
    public double? WarmUpFrom { get; init; }

    /// <summary>The share of the highest rate in a step.</summary>
    public double At(int step) => step >= WarmUp ? 1 : WarmUpFrom!.Value + (1 - WarmUpFrom.Value) * step / WarmUp;
}
