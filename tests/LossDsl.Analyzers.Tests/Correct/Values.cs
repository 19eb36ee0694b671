// Settings that are computed, inherited or kept.
public enum Weighting { Uniform, ByLength }

[Flags]
public enum Parts { None = 0, Policy = 1, Value = 2 }

public abstract record SharedSettings
{
    [Range(0, 1)] public double Beta { get; init; } = 0.5;
}

public abstract record Preset
{
    protected Preset() => Base = 1;

    public double? Base { get; init; }
}

[LossConfig]
public sealed partial record InheritedConfig : SharedSettings
{
    public Weighting Weighting { get; init; }

    [Requires(nameof(Floor))] public double? Clip { get; init; }

    public double? Floor { get; init; }
}

[LossConfig]
public sealed partial record PresetConfig : Preset
{
    [Requires(nameof(Base))] public double? Clip { get; init; }
}

[LossConfig]
public sealed partial record MutableConfig
{
    [Requires(nameof(Floor))] public double? Clip { get; set; }

    public double? Floor { get; set; }
}

static class Values
{
    private static readonly double Least = Math.Max(0.1, Math.Sqrt(0.01));
    private static readonly double Set;
    private static double Changing = 3;

    static Values() => Set = 0.25;

    public static InheritedConfig Make(int weighting, double some)
    {
        var (low, high) = (0.0, 1.0);
        var one = new InheritedConfig { Beta = high, Weighting = (Weighting)1 };
        one = one with { Beta = Least, Weighting = (Weighting)weighting };
        one = one with { Beta = Set };
        one = one with { Beta = Changing };
        one = one with { Beta = Math.Min(Math.Abs(-3), high) };
        one = one with { Beta = Math.Pow(some, 3) };
        return one with { Beta = low };
    }

    public static InheritedConfig Kept()
    {
        var half = new InheritedConfig { Floor = 1 };
        var whole = half with { Clip = 2 };
        return whole with { Clip = null, Floor = null };
    }

    public static object Preset() => new PresetConfig { Clip = 2 };

    public static object Mutable()
    {
        var config = new MutableConfig { Floor = null };
        config.Floor = 3;
        return config with { Clip = 2 };
    }

    public static object Unknown(InheritedConfig config) => config with { Clip = 2 };
}
