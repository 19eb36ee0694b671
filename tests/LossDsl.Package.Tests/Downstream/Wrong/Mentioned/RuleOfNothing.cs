namespace Wrong.Mentioned.RuleOfNothing;

[LossConfig]
public sealed partial record Config
{
    [Requires(/*LDSL1007*/"Other")] public bool Weighted { get; init; }
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
