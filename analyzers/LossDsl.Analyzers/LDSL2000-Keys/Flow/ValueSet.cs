using System.Collections.Immutable;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>What an expression may amount to.</summary>
/// <param name="PossibleValues">The possibilities that are known.</param>
/// <param name="IsUnknown">Whether it may be anything else.</param>
internal sealed record ValueSet(ImmutableHashSet<PossibleValue> PossibleValues, bool IsUnknown)
{
    /// <summary>Anything.</summary>
    public static ValueSet Top { get; } = new([], IsUnknown: true);

    /// <summary>Nothing yet: the value on no path at all.</summary>
    public static ValueSet Bottom { get; } = new([], IsUnknown: false);

    /// <summary>The carriers that it may be.</summary>
    public IEnumerable<PossibleDictionary> Dictionaries => PossibleValues.OfType<PossibleDictionary>();

    /// <summary>Whether it is surely null.</summary>
    public bool IsNull => !IsUnknown && PossibleValues.Count == 1 && PossibleValues.Contains(PossibleNull.Instance);

    /// <summary>The texts that it may be; null where it may be anything else.</summary>
    public IReadOnlyList<string>? Texts =>
        !IsUnknown && PossibleValues.All(atom => atom is PossibleString) ? [.. PossibleValues.Cast<PossibleString>().Select(atom => atom.Text)] : null;

    /// <summary>A single possibility.</summary>
    public static ValueSet Create(PossibleValue atom) => new([atom], IsUnknown: false);

    /// <summary>Several possibilities.</summary>
    public static ValueSet Create(IEnumerable<PossibleValue> atoms) => new([.. atoms], IsUnknown: false);

    /// <summary>What the value is where two paths meet.</summary>
    public ValueSet Union(ValueSet other) =>
        ReferenceEquals(this, other) || ((IsUnknown || !other.IsUnknown) && PossibleValues.IsSupersetOf(other.PossibleValues))
            ? this
            : new(PossibleValues.Union(other.PossibleValues), IsUnknown || other.IsUnknown);

    /// <summary>All carriers in it, those in sequences and tuples included.</summary>
    public IEnumerable<PossibleDictionary> Reachable() => PossibleValues.SelectMany(atom => atom switch
    {
        PossibleDictionary carrier => [carrier],
        PossibleSequence sequence => sequence.Elements.Reachable(),
        PossibleTuple tuple => tuple.Elements.SelectMany(element => element.Reachable()),
        _ => [],
    });

    /// <summary>The same value with one carrier in place of another.</summary>
    public ValueSet Replace(PossibleDictionary old, PossibleDictionary replacement) => !Reachable().Contains(old) ? this : this with
    {
        PossibleValues = [.. PossibleValues.Select(atom => atom switch
        {
            PossibleDictionary carrier => carrier == old ? replacement : carrier,
            PossibleSequence sequence => new PossibleSequence(sequence.Elements.Replace(old, replacement)),
            PossibleTuple tuple => new PossibleTuple([.. tuple.Elements.Select(element => element.Replace(old, replacement))]),
            _ => atom,
        })],
    };

    /// <summary>Whether two are the same.</summary>
    public bool Equals(ValueSet? other) => other is not null && IsUnknown == other.IsUnknown && PossibleValues.SetEquals(other.PossibleValues);

    /// <inheritdoc/>
    public override int GetHashCode() => PossibleValues.Count;
}
