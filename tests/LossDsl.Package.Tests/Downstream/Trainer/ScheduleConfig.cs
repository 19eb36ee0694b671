using System.ComponentModel.DataAnnotations;

namespace Trainer;

/// <summary>The learning rate schedule.</summary>
[LossConfig]
public sealed partial record ScheduleConfig
{
    /// <summary>The number of steps.</summary>
    [Range(1, 1_000_000)]
    public required int Steps { get; init; }

    /// <summary>The number of warmup steps.</summary>
    [Range(0, 1_000_000)]
    [Requires(nameof(WarmUpFrom))]
    public int WarmUp { get; init; }

    /// <summary>The learning rate at the start of the warmup, as a fraction of the maximum.</summary>
    [Range(0, 1)]
    public double? WarmUpFrom { get; init; }

    /// <summary>The learning rate of a step, as a fraction of the maximum.</summary>
    public double At(int step) => step >= WarmUp ? 1 : WarmUpFrom!.Value + (1 - WarmUpFrom.Value) * step / WarmUp;
}
