using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>One thing that an expression may amount to.</summary>
internal abstract record PossibleValue;

/// <summary>A string constant.</summary>
internal sealed record PossibleString(string Text) : PossibleValue;

/// <summary>Null.</summary>
internal sealed record PossibleNull : PossibleValue
{
    public static PossibleNull Instance { get; } = new();
}

/// <summary>A batch, a dictionary or a list of pairs: whatever holds values under keys.</summary>
/// <param name="Site">The expression that makes it.</param>
/// <param name="Caller">The call of the function that has the expression; null where that is not followed from a caller.</param>
/// <param name="Origin">The call in the method that led to the creation; null where it is in the method itself.</param>
/// <param name="Creation">The creation that its keys go back to: of a slice, that of the batch.</param>
/// <param name="IsOlder">Whether it stands for all that the site made before the one it made last.</param>
internal sealed record PossibleDictionary(SyntaxNode Site, SyntaxNode? Caller, SyntaxNode? Origin, SyntaxNode Creation, bool IsOlder) : PossibleValue;

/// <summary>A pair of a key and a value.</summary>
/// <param name="Key">The key; null where it is not known.</param>
/// <param name="IsNull">Whether the value is surely null.</param>
internal sealed record PossiblePair(string? Key, bool IsNull) : PossibleValue;

/// <summary>A sequence of batches, or an enumerator of one.</summary>
/// <param name="Elements">What its elements may be.</param>
internal sealed record PossibleSequence(ValueSet Elements) : PossibleValue;

/// <summary>A tuple.</summary>
/// <param name="Elements">What its elements may be.</param>
internal sealed record PossibleTuple(ImmutableArray<ValueSet> Elements) : PossibleValue
{
    public bool Equals(PossibleTuple? other) => other is not null && Elements.SequenceEqual(other.Elements);

    public override int GetHashCode() => Elements.Length;
}
