using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>Classifies types that hold values by key.</summary>
internal static class DictionaryTypes
{
    /// <summary>Whether a type is <c>BatchedDataDict</c> or <c>BatchedDataDict&lt;T&gt;</c>.</summary>
    public static bool IsBatch(this ITypeSymbol? type, KnownSymbols symbols) =>
        type is INamedTypeSymbol { Name: "BatchedDataDict" } named && (named.OriginalDefinition.Is(symbols.TypedBatch) || named.Is(symbols.UntypedBatch));

    /// <summary>Whether objects of a type have keys that are tracked from their creation.</summary>
    public static bool IsKeyedCollection(this ITypeSymbol? type, KnownSymbols symbols) => type.IsBatch(symbols) || type is INamedTypeSymbol
    {
        Name: "Dictionary" or "SortedDictionary" or "OrderedDictionary" or "ConcurrentDictionary",
        TypeArguments: [{ SpecialType: SpecialType.System_String }, _],
        ContainingNamespace: { Name: "Generic" or "Concurrent", ContainingNamespace.Name: "Collections" },
    } || (type is INamedTypeSymbol { Name: "List", TypeArguments: [var element] } && element.IsPair());

    /// <summary>
    /// Whether a type is a collection of key-value pairs: an array, or a type that a collection expression can create.
    /// </summary>
    public static bool IsOfPairs(this ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element.IsPair(),
        INamedTypeSymbol { TypeArguments: [var element] } => element.IsPair(),
        _ => false,
    };

    /// <summary>Whether a type is a key-value pair.</summary>
    public static bool IsPair(this ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Name: "KeyValuePair",
        TypeArguments: [{ SpecialType: SpecialType.System_String }, _],
    };

    /// <summary>Whether a type is a sequence that is represented by its elements.</summary>
    public static bool IsSequence(this ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol
    {
        TypeArguments.Length: 1,
        Name: "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "ReadOnlySpan",
    };
}
