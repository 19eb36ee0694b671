using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>A possible value of an expression: an element of the abstract domain.</summary>
internal abstract record PossibleValue;

internal sealed record PossibleString(string Text) : PossibleValue;

internal sealed record PossibleNull : PossibleValue
{
    public static PossibleNull Instance { get; } = new();
}

/// <summary>A batch, a dictionary or a list of key-value pairs, identified by its creation.</summary>
/// <param name="Site">The expression that creates it.</param>
/// <param name="Caller">The call of the function that contains the expression; null if that is not a followed call.</param>
/// <param name="Origin">The call in the analyzed method that led to the creation; null if the method itself creates it.</param>
/// <param name="Creation">The creation whose keys it has: for a slice, that of the sliced batch.</param>
/// <param name="IsOlder">Whether it represents all objects that the site created before the last one.</param>
internal sealed record PossibleDictionary(SyntaxNode Site, SyntaxNode? Caller, SyntaxNode? Origin, SyntaxNode Creation, bool IsOlder) : PossibleValue;

/// <summary>A key-value pair.</summary>
/// <param name="Key">The key; null if unknown.</param>
/// <param name="IsNull">Whether the value is certainly null.</param>
internal sealed record PossiblePair(string? Key, bool IsNull) : PossibleValue;

/// <summary>A sequence of batches, or an enumerator of one.</summary>
/// <param name="Elements">The possible elements.</param>
internal sealed record PossibleSequence(ValueSet Elements) : PossibleValue;

/// <summary>A tuple.</summary>
/// <param name="Elements">The possible values of each element.</param>
internal sealed record PossibleTuple(ImmutableArray<ValueSet> Elements) : PossibleValue
{
    public bool Equals(PossibleTuple? other) => other is not null && Elements.SequenceEqual(other.Elements);

    public override int GetHashCode() => Elements.Length;
}
