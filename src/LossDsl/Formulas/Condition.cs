namespace LossDsl;

/// <summary>What a comparison of <see cref="Term"/>s gives: it holds at some tokens and not at others.</summary>
public readonly struct Condition
{
    private readonly Term _mask;

    internal Condition(Term mask) => _mask = mask;

    internal Term Mask => _mask ?? throw new InvalidOperationException("a condition comes of a comparison of terms");

    /// <summary>Where both hold.</summary>
    public static Condition operator &(Condition a, Condition b) => new(Term.Create(Operation.And, a.Mask, b.Mask));

    /// <summary>Where at least one of them holds.</summary>
    public static Condition operator |(Condition a, Condition b) => new(Term.Create(Operation.Or, a.Mask, b.Mask));

    /// <summary>Where it does not hold.</summary>
    public static Condition operator !(Condition condition) => new(Term.Create(Operation.Not, condition.Mask));
}
