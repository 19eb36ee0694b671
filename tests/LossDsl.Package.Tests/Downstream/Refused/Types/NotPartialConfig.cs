namespace Refused.NotPartialConfig;

[LossConfig]
public sealed record /*CS0260, LDSL1001*/Config
{
    public double Beta { get; init; } = 0.5;
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
