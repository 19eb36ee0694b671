using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Several values together.</summary>
/// <param name="Elements">What is known of each.</param>
internal sealed record TupleValue(ImmutableArray<AbstractValue?> Elements) : AbstractValue
{
    /// <summary>Whether two are the same.</summary>
    public bool Equals(TupleValue? other) => other is not null && Elements.SequenceEqual(other.Elements);

    /// <inheritdoc/>
    public override int GetHashCode() => Elements.Length;
}
