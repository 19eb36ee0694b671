using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>Which types hold values under keys.</summary>
internal static class DictionaryTypes
{
    /// <summary>Whether a type is a batch, typed or not.</summary>
    public static bool IsBatch(this ITypeSymbol? type, KnownSymbols symbols) =>
        type is INamedTypeSymbol { Name: "BatchedDataDict" } named && (named.OriginalDefinition.Is(symbols.TypedBatch) || named.Is(symbols.UntypedBatch));

    /// <summary>Whether the creation of a type makes something whose keys can be followed.</summary>
    public static bool IsKeyedCollection(this ITypeSymbol? type, KnownSymbols symbols) => type.IsBatch(symbols) || type is INamedTypeSymbol
    {
        Name: "Dictionary" or "SortedDictionary" or "OrderedDictionary" or "ConcurrentDictionary",
        TypeArguments: [{ SpecialType: SpecialType.System_String }, _],
        ContainingNamespace: { Name: "Generic" or "Concurrent", ContainingNamespace.Name: "Collections" },
    } || (type is INamedTypeSymbol { Name: "List", TypeArguments: [var element] } && element.IsPair());

    /// <summary>Whether a type is a sequence of pairs: an array, or any collection that an expression in brackets can make.</summary>
    public static bool IsOfPairs(this ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element.IsPair(),
        INamedTypeSymbol { TypeArguments: [var element] } => element.IsPair(),
        _ => false,
    };

    /// <summary>Whether a type is a pair of a key and a value.</summary>
    public static bool IsPair(this ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Name: "KeyValuePair",
        TypeArguments: [{ SpecialType: SpecialType.System_String }, _],
    };

    /// <summary>Whether a type is a sequence, for a value of which its elements stand.</summary>
    public static bool IsSequence(this ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol
    {
        TypeArguments.Length: 1,
        Name: "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "ReadOnlySpan",
    };
}
