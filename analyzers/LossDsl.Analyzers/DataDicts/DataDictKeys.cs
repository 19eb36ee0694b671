using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers;

/// <summary>The keys of a data dict, read from its declaration, as the rules about batches need them.</summary>
/// <param name="Name">The record's name.</param>
/// <param name="Fields">The tensors in declaration order.</param>
/// <param name="HasExtra">Whether the record has an <c>[Extra]</c> property, so that a batch may have undeclared keys.</param>
internal sealed record DataDictKeys(string Name, ImmutableArray<DataDictKeys.Field> Fields, bool HasExtra)
{
    public IEnumerable<string> Keys => Fields.Select(declared => declared.Key);

    public bool HasKey(string key) => Fields.Any(declared => declared.Key == key);

    /// <summary>Reads data dicts, each once per compilation.</summary>
    internal sealed class Reader(KnownSymbols symbols)
    {
        private readonly ConcurrentDictionary<INamedTypeSymbol, DataDictKeys?> _keys = new(SymbolEqualityComparer.Default);

        public KnownSymbols KnownSymbols => symbols;

        /// <summary>
        /// The keys of the <c>T</c> of a <c>BatchedDataDict&lt;T&gt;</c>; null if the type is another one, or T is not a data
        /// dict.
        /// </summary>
        public DataDictKeys? GetForBatchType(ITypeSymbol? batch) =>
            batch is INamedTypeSymbol { Name: "BatchedDataDict", TypeArguments: [INamedTypeSymbol type] } named && named.OriginalDefinition.Is(symbols.TypedBatch)
                ? _keys.GetOrAdd(type, Read)
                : null;

        private DataDictKeys? Read(INamedTypeSymbol type)
        {
            if (DeclarationCache.GetOrCreate(symbols.Compilation)?.GetDataDict(type) is not { } reading)
                return null;
            var fields = reading.Properties.Select(property => (Property: property, Attribute: property.GetAttribute(symbols.TensorAttribute)!));
            return new DataDictKeys(
                type.Name,
                [.. fields.Select(field => new Field(
                    field.Attribute.GetNamedArgument("Key") as string ?? SnakeCase.From(field.Property.Name),
                    field.Property.Name,
                    field.Property.NullableAnnotation != NullableAnnotation.Annotated,
                    field.Attribute.GetNamedArgument("Alignment") as int? ?? 0))],
                type.GetAllProperties().Any(property => property.HasAttribute(symbols.ExtraAttribute)));
        }
    }

    /// <summary>A tensor of a data dict.</summary>
    /// <param name="Key">The key in a batch.</param>
    /// <param name="Property">The property's name.</param>
    /// <param name="IsRequired">Whether a batch must have the key.</param>
    /// <param name="Alignment">Which token an entry describes: the value of a <c>TokenAlignment</c> member.</param>
    internal readonly record struct Field(string Key, string Property, bool IsRequired, int Alignment);
}
