namespace LossDsl;

/// <summary>The result of comparing <see cref="Term"/>s: true at some tokens, false at others.</summary>
public readonly struct Condition
{
    private readonly Term _mask;

    internal Condition(Term mask) => _mask = mask;

    internal Term Mask => _mask ?? throw new InvalidOperationException("a condition comes of a comparison of terms");

    /// <summary>True where both conditions are true.</summary>
    public static Condition operator &(Condition a, Condition b) => new(Term.Create(Operation.And, a.Mask, b.Mask));

    /// <summary>True where at least one condition is true.</summary>
    public static Condition operator |(Condition a, Condition b) => new(Term.Create(Operation.Or, a.Mask, b.Mask));

    /// <summary>True where the condition is false.</summary>
    public static Condition operator !(Condition condition) => new(Term.Create(Operation.Not, condition.Mask));
}
