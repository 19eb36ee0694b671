using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>The tensors of a data dict that have an entry for each token, as they are declared.</summary>
/// <param name="vocabulary">The vocabulary.</param>
internal sealed class DeclaredTokens(Vocabulary vocabulary)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<DeclaredTensor>> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The tensor that a property declares; null where it is not per token.</summary>
    public DeclaredTensor? Of(IPropertySymbol property) => property.Has(vocabulary.Tensor)
        ? In(property.ContainingType).FirstOrDefault(declared => declared.Property == property.Name)
        : null;

    /// <summary>The tensor of a data dict by the name of its property.</summary>
    public DeclaredTensor? Named(INamedTypeSymbol? dataDict, string property) =>
        dataDict is null ? null : In(dataDict).FirstOrDefault(declared => declared.Property == property);

    /// <summary>The tensor under a key of a typed batch.</summary>
    public DeclaredTensor? Under(ITypeSymbol? batch, string key) =>
        batch is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol dataDict] } named && named.OriginalDefinition.Is(vocabulary.Batch)
            ? In(dataDict).FirstOrDefault(declared => declared.Key == key)
            : null;

    private ImmutableArray<DeclaredTensor> In(INamedTypeSymbol type) => _known.GetOrAdd(type, Read);

    private ImmutableArray<DeclaredTensor> Read(INamedTypeSymbol type)
    {
        var all = type.AllProperties()
            .Select(property => (property, attribute: property.Attribute(vocabulary.Tensor)))
            .Where(pair => pair.attribute is not null)
            .Select(pair => (pair.property, attribute: pair.attribute!, Shape: pair.attribute!.ConstructorArguments is [{ Value: string shape }, ..] ? shape : ""))
            .ToList();
        var alignments = all.Select(pair => pair.attribute.Named("Aligned") as int? ?? 0).ToList();
        var axes = new BatchAxes(all.Select(pair => pair.Shape), [.. alignments.Select(alignment => alignment != 0)]);
        return [.. Enumerable.Range(0, all.Count)
            .Where(i => alignments[i] is 1 or 2)
            .Select(i => Tensor(type, all[i], alignments[i], axes.TokenAxis(i)))
            .OfType<DeclaredTensor>()];
    }

    private static DeclaredTensor? Tensor(
        INamedTypeSymbol type, (IPropertySymbol Property, AttributeData Attribute, string Shape) declared, int alignment, int axis) =>
        ShapeGrammar.TryParse(declared.Shape, out var anyLeading, out var dimensions, out _) && !anyLeading && axis >= 0 && axis < dimensions.Count
            ? new DeclaredTensor(
                type.Name,
                declared.Property.Name,
                declared.Attribute.Named("Key") as string ?? SnakeCase.From(declared.Property.Name),
                Offset: alignment - 1,
                Missing: (int)-dimensions[axis].Offset,
                dimensions.Count,
                axis)
            : null;
}
