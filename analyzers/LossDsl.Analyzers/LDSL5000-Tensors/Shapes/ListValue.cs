using System.Collections.Immutable;
using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A list of known length.</summary>
/// <param name="Elements">What is known about each element.</param>
internal sealed record ListValue(ImmutableArray<AbstractValue?> Elements) : AbstractValue
{
    /// <inheritdoc/>
    public bool Equals(ListValue? other) => other is not null && Elements.SequenceEqual(other.Elements);

    /// <inheritdoc/>
    public override int GetHashCode() => Elements.Length;
}
