using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>The tensors of data dicts that have an entry per token, read from their declarations.</summary>
/// <param name="symbols">The known symbols.</param>
internal sealed class TokenTensorDeclarations(KnownSymbols symbols)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<TokenTensorDeclaration>> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The tensor that a property declares; null if it has no entry per token.</summary>
    public TokenTensorDeclaration? FindByProperty(IPropertySymbol property) => property.HasAttribute(symbols.TensorAttribute)
        ? In(property.ContainingType).FirstOrDefault(declared => declared.Property == property.Name)
        : null;

    /// <summary>The tensor of a data dict by property name.</summary>
    public TokenTensorDeclaration? FindByName(INamedTypeSymbol? dataDict, string property) =>
        dataDict is null ? null : In(dataDict).FirstOrDefault(declared => declared.Property == property);

    /// <summary>The tensor under a key of a typed batch.</summary>
    public TokenTensorDeclaration? FindByKey(ITypeSymbol? batch, string key) =>
        batch is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol dataDict] } named && named.OriginalDefinition.Is(symbols.TypedBatch)
            ? In(dataDict).FirstOrDefault(declared => declared.Key == key)
            : null;

    private ImmutableArray<TokenTensorDeclaration> In(INamedTypeSymbol type) => _known.GetOrAdd(type, Read);

    private ImmutableArray<TokenTensorDeclaration> Read(INamedTypeSymbol type)
    {
        var all = type.GetAllProperties()
            .Select(property => (property, attribute: property.GetAttribute(symbols.TensorAttribute)))
            .Where(pair => pair.attribute is not null)
            .Select(pair => (pair.property, attribute: pair.attribute!, Shape: pair.attribute!.ConstructorArguments is [{ Value: string shape }, ..] ? shape : ""))
            .ToList();
        var alignments = all.Select(pair => pair.attribute.GetNamedArgument("Alignment") as int? ?? 0).ToList();
        var axes = new BatchAxes(all.Select(pair => pair.Shape), [.. alignments.Select(alignment => alignment != 0)]);
        return [.. Enumerable.Range(0, all.Count)
            .Where(i => alignments[i] is 1 or 2)
            .Select(i => Tensor(type, all[i], alignments[i], axes.TokenAxis(i)))
            .OfType<TokenTensorDeclaration>()];
    }

    private static TokenTensorDeclaration? Tensor(
        INamedTypeSymbol type, (IPropertySymbol Property, AttributeData Attribute, string Shape) declared, int alignment, int axis) =>
        ShapeGrammar.TryParse(declared.Shape, out var anyLeading, out var dimensions, out _) && !anyLeading && axis >= 0 && axis < dimensions.Count
            ? new TokenTensorDeclaration(
                type.Name,
                declared.Property.Name,
                declared.Attribute.GetNamedArgument("Key") as string ?? SnakeCase.From(declared.Property.Name),
                Offset: alignment - 1,
                Missing: (int)-dimensions[axis].Offset,
                dimensions.Count,
                axis)
            : null;
}
