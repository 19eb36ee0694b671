using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers;

/// <summary>What a data dict asks of a batch, read from its declaration.</summary>
/// <param name="Name">The record's name.</param>
/// <param name="Fields">Its tensors in order.</param>
/// <param name="HasExtra">Whether it keeps what a batch carries beyond them.</param>
internal sealed record DataDictContract(string Name, ImmutableArray<DataDictContract.Field> Fields, bool HasExtra)
{
    /// <summary>The keys in order.</summary>
    public IEnumerable<string> Keys => Fields.Select(declared => declared.Key);

    /// <summary>Whether a tensor is declared under a key.</summary>
    public bool HasKey(string key) => Fields.Any(declared => declared.Key == key);

    /// <summary>Reads contracts, each once in a compilation.</summary>
    internal sealed class Reader(KnownSymbols symbols)
    {
        private readonly ConcurrentDictionary<INamedTypeSymbol, DataDictContract?> _contracts = new(SymbolEqualityComparer.Default);

        /// <summary>The symbols that declarations are read with.</summary>
        public KnownSymbols KnownSymbols => symbols;

        /// <summary>The contract of a <c>BatchedDataDict&lt;T&gt;</c>; null of any other type and where T has none.</summary>
        public DataDictContract? GetForBatchType(ITypeSymbol? batch) =>
            batch is INamedTypeSymbol { Name: "BatchedDataDict", TypeArguments: [INamedTypeSymbol dataDict] } named && named.OriginalDefinition.Is(symbols.TypedBatch)
                ? _contracts.GetOrAdd(dataDict, Read)
                : null;

        private DataDictContract? Read(INamedTypeSymbol type)
        {
            if (DeclarationCache.GetOrCreate(symbols.Compilation)?.GetDataDict(type) is not { } reading)
                return null;
            var fields = reading.Properties.Select(property => (Property: property, Attribute: property.GetAttribute(symbols.TensorAttribute)!));
            return new DataDictContract(
                type.Name,
                [.. fields.Select(field => new Field(
                    field.Attribute.GetNamedArgument("Key") as string ?? SnakeCase.From(field.Property.Name),
                    field.Property.Name,
                    field.Property.NullableAnnotation != NullableAnnotation.Annotated,
                    field.Attribute.GetNamedArgument("Alignment") as int? ?? 0))],
                type.GetAllProperties().Any(property => property.HasAttribute(symbols.ExtraAttribute)));
        }
    }

    /// <summary>A tensor of a contract.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Property">The name of its property.</param>
    /// <param name="IsRequired">Whether a batch must have it.</param>
    /// <param name="Alignment">Which token its entries describe: a value of <c>TokenAlignment</c>.</param>
    internal readonly record struct Field(string Key, string Property, bool IsRequired, int Alignment);
}
