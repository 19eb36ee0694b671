using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A tensor that carries the gradient of losses: one, a sum, or several stacked.</summary>
/// <param name="Sources">The calls that computed them.</param>
/// <param name="Divisions">The counts that they were divided by.</param>
/// <param name="IsStacked">Whether it has an entry for each of several losses.</param>
/// <param name="IsMixed">Whether something else was added.</param>
internal sealed record LossValue(
    ImmutableHashSet<LossSource> Sources, ImmutableHashSet<Division> Divisions, bool IsStacked = false, bool IsMixed = false) : AbstractValue
{
    /// <summary>The loss of one call.</summary>
    public static LossValue FromSource(LossSource source) => new([source], []);

    /// <summary>The sum of two, or either of them.</summary>
    public LossValue Join(LossValue other) => new(
        Sources.Union(other.Sources), Divisions.Union(other.Divisions), IsStacked || other.IsStacked, IsMixed || other.IsMixed);

    /// <summary>The loss, divided by a count.</summary>
    public LossValue DividedBy(Division division) => this with { Divisions = Divisions.Add(division) };

    /// <summary>Whether two are the same.</summary>
    public bool Equals(LossValue? other) => other is not null && IsStacked == other.IsStacked && IsMixed == other.IsMixed
        && Sources.SetEquals(other.Sources) && Divisions.SetEquals(other.Divisions);

    /// <inheritdoc/>
    public override int GetHashCode() => (Sources.Count, Divisions.Count).GetHashCode();
}
