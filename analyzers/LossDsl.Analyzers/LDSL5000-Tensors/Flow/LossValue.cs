using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A tensor that is computed from losses: one loss, a sum, or a stack.</summary>
/// <param name="Sources">The calls that computed the losses.</param>
/// <param name="Divisions">The divisions that were applied to them.</param>
/// <param name="IsStacked">Whether the tensor has an entry for each of several losses.</param>
/// <param name="IsMixed">Whether another term was added.</param>
internal sealed record LossValue(
    ImmutableHashSet<LossSource> Sources, ImmutableHashSet<Division> Divisions, bool IsStacked = false, bool IsMixed = false) : AbstractValue
{
    public static LossValue FromSource(LossSource source) => new([source], []);

    /// <summary>The sum of two losses, or the join of two paths.</summary>
    public LossValue Join(LossValue other) => new(
        Sources.Union(other.Sources), Divisions.Union(other.Divisions), IsStacked || other.IsStacked, IsMixed || other.IsMixed);

    public LossValue DividedBy(Division division) => this with { Divisions = Divisions.Add(division) };

    /// <inheritdoc/>
    public bool Equals(LossValue? other) => other is not null && IsStacked == other.IsStacked && IsMixed == other.IsMixed
        && Sources.SetEquals(other.Sources) && Divisions.SetEquals(other.Divisions);

    /// <inheritdoc/>
    public override int GetHashCode() => (Sources.Count, Divisions.Count).GetHashCode();
}
