using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A tuple.</summary>
/// <param name="Elements">What is known about each element.</param>
internal sealed record TupleValue(ImmutableArray<AbstractValue?> Elements) : AbstractValue
{
    /// <inheritdoc/>
    public bool Equals(TupleValue? other) => other is not null && Elements.SequenceEqual(other.Elements);

    /// <inheritdoc/>
    public override int GetHashCode() => Elements.Length;
}
