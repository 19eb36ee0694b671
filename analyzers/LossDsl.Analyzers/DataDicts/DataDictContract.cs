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
    public bool Knows(string key) => Fields.Any(declared => declared.Key == key);

    /// <summary>Reads contracts, each once in a compilation.</summary>
    internal sealed class Reader(Vocabulary vocabulary)
    {
        private readonly ConcurrentDictionary<INamedTypeSymbol, DataDictContract?> _contracts = new(SymbolEqualityComparer.Default);

        /// <summary>The vocabulary that declarations are read with.</summary>
        public Vocabulary Vocabulary => vocabulary;

        /// <summary>The contract of a <c>BatchedDataDict&lt;T&gt;</c>; null of any other type and where T has none.</summary>
        public DataDictContract? OfBatch(ITypeSymbol? batch) =>
            batch is INamedTypeSymbol { Name: "BatchedDataDict", TypeArguments: [INamedTypeSymbol dataDict] } named && named.OriginalDefinition.Is(vocabulary.Batch)
                ? _contracts.GetOrAdd(dataDict, Read)
                : null;

        private DataDictContract? Read(INamedTypeSymbol type)
        {
            if (Readings.Of(vocabulary.Compilation)?.DataDict(type) is not { } reading)
                return null;
            var fields = reading.Properties.Select(property => (Property: property, Attribute: property.Attribute(vocabulary.Tensor)!));
            return new DataDictContract(
                type.Name,
                [.. fields.Select(field => new Field(
                    field.Attribute.Named("Key") as string ?? SnakeCase.From(field.Property.Name),
                    field.Property.Name,
                    field.Property.NullableAnnotation != NullableAnnotation.Annotated,
                    field.Attribute.Named("Aligned") as int? ?? 0))],
                type.AllProperties().Any(property => property.Has(vocabulary.Extra)));
        }
    }

    /// <summary>A tensor of a contract.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Property">The name of its property.</param>
    /// <param name="IsRequired">Whether a batch must have it.</param>
    /// <param name="Alignment">Which token its entries describe: a value of <c>Token</c>.</param>
    internal readonly record struct Field(string Key, string Property, bool IsRequired, int Alignment);
}
