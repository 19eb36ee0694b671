using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Several values together.</summary>
/// <param name="Elements">What is known of each.</param>
internal sealed record TupleFact(ImmutableArray<Fact?> Elements) : Fact
{
    /// <summary>Whether two are the same.</summary>
    public bool Equals(TupleFact? other) => other is not null && Elements.SequenceEqual(other.Elements);

    /// <inheritdoc/>
    public override int GetHashCode() => Elements.Length;
}
