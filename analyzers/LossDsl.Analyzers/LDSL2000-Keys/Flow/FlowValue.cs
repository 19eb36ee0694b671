using System.Collections.Immutable;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>What an expression may amount to.</summary>
/// <param name="Atoms">The possibilities that are known.</param>
/// <param name="IsUnknown">Whether it may be anything else.</param>
internal sealed record FlowValue(ImmutableHashSet<Atom> Atoms, bool IsUnknown)
{
    /// <summary>Anything.</summary>
    public static FlowValue Unknown { get; } = new([], IsUnknown: true);

    /// <summary>Nothing yet: the value on no path at all.</summary>
    public static FlowValue Nothing { get; } = new([], IsUnknown: false);

    /// <summary>The carriers that it may be.</summary>
    public IEnumerable<CarrierAtom> Carriers => Atoms.OfType<CarrierAtom>();

    /// <summary>Whether it is surely null.</summary>
    public bool IsNull => !IsUnknown && Atoms.Count == 1 && Atoms.Contains(NullAtom.Instance);

    /// <summary>The texts that it may be; null where it may be anything else.</summary>
    public IReadOnlyList<string>? Texts =>
        !IsUnknown && Atoms.All(atom => atom is TextAtom) ? [.. Atoms.Cast<TextAtom>().Select(atom => atom.Text)] : null;

    /// <summary>A single possibility.</summary>
    public static FlowValue Of(Atom atom) => new([atom], IsUnknown: false);

    /// <summary>Several possibilities.</summary>
    public static FlowValue Of(IEnumerable<Atom> atoms) => new([.. atoms], IsUnknown: false);

    /// <summary>What the value is where two paths meet.</summary>
    public FlowValue Union(FlowValue other) =>
        ReferenceEquals(this, other) || ((IsUnknown || !other.IsUnknown) && Atoms.IsSupersetOf(other.Atoms))
            ? this
            : new(Atoms.Union(other.Atoms), IsUnknown || other.IsUnknown);

    /// <summary>All carriers in it, those in sequences and tuples included.</summary>
    public IEnumerable<CarrierAtom> Reachable() => Atoms.SelectMany(atom => atom switch
    {
        CarrierAtom carrier => [carrier],
        SequenceAtom sequence => sequence.Elements.Reachable(),
        TupleAtom tuple => tuple.Elements.SelectMany(element => element.Reachable()),
        _ => [],
    });

    /// <summary>The same value with one carrier in place of another.</summary>
    public FlowValue Replace(CarrierAtom old, CarrierAtom replacement) => !Reachable().Contains(old) ? this : this with
    {
        Atoms = [.. Atoms.Select(atom => atom switch
        {
            CarrierAtom carrier => carrier == old ? replacement : carrier,
            SequenceAtom sequence => new SequenceAtom(sequence.Elements.Replace(old, replacement)),
            TupleAtom tuple => new TupleAtom([.. tuple.Elements.Select(element => element.Replace(old, replacement))]),
            _ => atom,
        })],
    };

    /// <summary>Whether two are the same.</summary>
    public bool Equals(FlowValue? other) => other is not null && IsUnknown == other.IsUnknown && Atoms.SetEquals(other.Atoms);

    /// <inheritdoc/>
    public override int GetHashCode() => Atoms.Count;
}
