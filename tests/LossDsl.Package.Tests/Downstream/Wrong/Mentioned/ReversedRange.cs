namespace Wrong.Mentioned.ReversedRange;

[LossConfig]
public sealed partial record Config
{
    [/*LDSL1006*/Range(1, 0)] public double Beta { get; init; } = 0.5;
}

public static class Reader<T>
    where T : class, ILossConfig<T>
{
    public static readonly Type Type = typeof(T);
}

public abstract class Field
{
    protected Reader Value { get; } = new();

    protected sealed class Reader : Parent<Config>;

    protected abstract string Take(ILossConfig<Config> config);
}

public abstract class Parent<T>
    where T : class, ILossConfig<T>;
