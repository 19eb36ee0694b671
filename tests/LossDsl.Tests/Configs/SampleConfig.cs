using System.ComponentModel.DataAnnotations;

namespace LossDsl.Tests.Configs;

/// <summary>Every kind of setting, and <c>every</c> rule of <see cref="FieldRuleKind"/> &amp; more.</summary>
[LossConfig]
public sealed partial record SampleConfig
{
    /// <summary>The weight β.</summary>
    [Range(0, 1)]
    public required double Beta { get; init; }

    /// <summary>The clip; null turns it off.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? Clip { get; init; }

    /// <summary>Whether to clip twice.</summary>
    [Requires(nameof(Clip))]
    public bool DualClip { get; init; }

    /// <summary>Whether not to clip.</summary>
    [ConflictsWith(nameof(DualClip))]
    public bool PlainRatio { get; init; }

    /// <summary>What a row weighs.</summary>
    public Weighting Weighting { get; init; }

    /// <summary>The key of the weights.</summary>
    [RequiredWhen(nameof(Weighting), Is = Weighting.ByReward)]
    public string? RewardKey { get; init; }

    /// <summary>The policy to stay close to.</summary>
    [RequiredWhen(nameof(Beta), IsNot = 0.0)]
    public string Reference { get; init; } = "initial";

    /// <summary>How many steps.</summary>
    [Range(1, 1000)]
    public int Steps { get; init; } = 10;

    /// <summary>How many of them rise.</summary>
    [Requires(nameof(Decay))]
    public int WarmUp { get; init; }

    /// <summary>How fast the others fall.</summary>
    public float Decay { get; init; }

    /// <summary>The seed.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How rows become one number.</summary>
    [AllowedValues("sum", "mean")]
    public string Reduction { get; init; } = "sum";

    /// <summary>How many batches make a step.</summary>
    [AllowedValues(1, 2, 4)]
    public int Accumulate { get; init; } = 1;

    /// <summary>How often to talk.</summary>
    [RequiredWhen(nameof(Verbose))]
    [RequiredWhen(nameof(Patience), IsNot = 0)]
    public int? Interval { get; init; }

    /// <summary>How long to wait.</summary>
    public int? Patience { get; init; }

    /// <summary>Whether to talk.</summary>
    public bool? Verbose { get; init; }

    /// <summary>Any number.</summary>
    [ConfigKey("Shift of it")]
    public double Shift { get; init; }
}

/// <summary>What a row weighs.</summary>
public enum Weighting
{
    /// <summary>One.</summary>
    Uniform,

    /// <summary>Its tokens.</summary>
    ByLength,

    /// <summary>Its reward.</summary>
    ByReward,
}
