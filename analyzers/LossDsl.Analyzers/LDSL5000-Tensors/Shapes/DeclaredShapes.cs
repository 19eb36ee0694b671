using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The shapes that declarations of a compilation give: of data dicts, parameters and return values.</summary>
/// <param name="symbols">The known symbols.</param>
internal sealed class DeclaredShapes(KnownSymbols symbols)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<DeclaredShape>> _dataDicts = new(SymbolEqualityComparer.Default);

    public KnownSymbols KnownSymbols => symbols;

    /// <summary>The shape of a property; null if it is not declared, or starts with <c>...</c>.</summary>
    public DeclaredShape? Of(IPropertySymbol property) => property.Type.Is(symbols.TensorType) && symbols.IsDataDict(property.ContainingType)
        ? Named(property.ContainingType, property.Name)
        : null;

    /// <summary>The shape of a tensor of a data dict by property name.</summary>
    public DeclaredShape? Named(INamedTypeSymbol dataDict, string property) => In(dataDict).FirstOrDefault(declared => declared.Property == property);

    /// <summary>The shape of the tensor under a key of a typed batch.</summary>
    public DeclaredShape? Under(ITypeSymbol? batch, string key) =>
        DataDict(batch) is { } dataDict ? In(dataDict).FirstOrDefault(declared => declared.Key == key) : null;

    /// <summary>The data dict that a type is, or that a typed batch has as its type argument; null for any other type.</summary>
    public INamedTypeSymbol? DataDict(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { Name: "BatchedDataDict", TypeArguments: [INamedTypeSymbol bound] } named when named.OriginalDefinition.Is(symbols.TypedBatch) => bound,
        INamedTypeSymbol named when symbols.IsDataDict(named) => named,
        _ => null,
    };

    /// <summary>All tensors of a data dict whose rank is known.</summary>
    public ImmutableArray<DeclaredShape> In(INamedTypeSymbol dataDict) => _dataDicts.GetOrAdd(dataDict, Read);

    /// <summary>The shape of a parameter with <c>[Tensor]</c>.</summary>
    public DeclaredShape? Of(IParameterSymbol parameter) =>
        symbols.CanDeclare(parameter.ContainingAssembly) && parameter.GetAttribute(symbols.TensorAttribute) is { } attribute
            ? Read(attribute, $"{parameter.ContainingSymbol.Name}({parameter.Name})")
            : null;

    /// <summary>The shape of a method's return value with <c>[Tensor]</c>.</summary>
    public DeclaredShape? OfResult(IMethodSymbol method) => symbols.CanDeclare(method.ContainingAssembly)
        && method.GetReturnTypeAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(symbols.TensorAttribute)) is { } attribute
            ? Read(attribute, $"{method.Name}()")
            : null;

    private ImmutableArray<DeclaredShape> Read(INamedTypeSymbol type)
    {
        if (DeclarationCache.GetOrCreate(symbols.Compilation)?.GetDataDict(type)?.Model is not { } model)
            return [];
        var axes = model.Axes;
        return [.. model.Tensors.Select((tensor, i) => Parse(
            $"{type.Name}.{tensor.Name}", tensor.Shape, tensor.DType, tensor.IsAligned ? axes.TokenAxis(i) : -1, tensor.UpperBound is not null, tensor.Key, tensor.Name))
            .OfType<DeclaredShape>()];
    }

    private static DeclaredShape? Read(AttributeData attribute, string name) =>
        attribute.ConstructorArguments is [{ Value: string shape }, var dtype]
            ? Parse(name, shape, dtype.GetEnumMemberName() ?? "Any", tokenAxis: -1, attribute.GetNamedArgument("Below") is not null, key: "", property: "")
            : null;

    private static DeclaredShape? Parse(string name, string shape, string dtype, int tokenAxis, bool isIds, string key, string property) =>
        ShapeGrammar.TryParse(shape, out var anyLeading, out var dimensions, out _) && !anyLeading && tokenAxis < dimensions.Count
            ? new DeclaredShape(name, shape, [.. dimensions], dtype, tokenAxis, isIds, key, property)
            : null;
}
