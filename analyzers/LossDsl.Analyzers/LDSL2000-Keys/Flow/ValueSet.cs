using System.Collections.Immutable;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>The possible values of an expression.</summary>
/// <param name="PossibleValues">The values that are known.</param>
/// <param name="IsUnknown">Whether the expression may have any other value.</param>
internal sealed record ValueSet(ImmutableHashSet<PossibleValue> PossibleValues, bool IsUnknown)
{
    /// <summary>The top of the lattice: any value.</summary>
    public static ValueSet Top { get; } = new([], IsUnknown: true);

    /// <summary>The bottom of the lattice: no value, as on an unreachable path.</summary>
    public static ValueSet Bottom { get; } = new([], IsUnknown: false);

    /// <summary>The possible values that are dictionaries.</summary>
    public IEnumerable<PossibleDictionary> Dictionaries => PossibleValues.OfType<PossibleDictionary>();

    /// <summary>Whether the value is certainly null.</summary>
    public bool IsNull => !IsUnknown && PossibleValues.Count == 1 && PossibleValues.Contains(PossibleNull.Instance);

    /// <summary>The possible strings; null if any other value is possible.</summary>
    public IReadOnlyList<string>? Texts =>
        !IsUnknown && PossibleValues.All(atom => atom is PossibleString) ? [.. PossibleValues.Cast<PossibleString>().Select(atom => atom.Text)] : null;

    public static ValueSet Create(PossibleValue atom) => new([atom], IsUnknown: false);

    public static ValueSet Create(IEnumerable<PossibleValue> atoms) => new([.. atoms], IsUnknown: false);

    /// <summary>The join of two values.</summary>
    public ValueSet Union(ValueSet other) =>
        ReferenceEquals(this, other) || ((IsUnknown || !other.IsUnknown) && PossibleValues.IsSupersetOf(other.PossibleValues))
            ? this
            : new(PossibleValues.Union(other.PossibleValues), IsUnknown || other.IsUnknown);

    /// <summary>All dictionaries that the value refers to, those in sequences and tuples included.</summary>
    public IEnumerable<PossibleDictionary> Reachable() => PossibleValues.SelectMany(atom => atom switch
    {
        PossibleDictionary carrier => [carrier],
        PossibleSequence sequence => sequence.Elements.Reachable(),
        PossibleTuple tuple => tuple.Elements.SelectMany(element => element.Reachable()),
        _ => [],
    });

    /// <summary>The value with one dictionary replaced by another.</summary>
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

    /// <inheritdoc/>
    public bool Equals(ValueSet? other) => other is not null && IsUnknown == other.IsUnknown && PossibleValues.SetEquals(other.PossibleValues);

    /// <inheritdoc/>
    public override int GetHashCode() => PossibleValues.Count;
}
