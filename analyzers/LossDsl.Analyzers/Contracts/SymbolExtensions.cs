using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers;

/// <summary>What rules ask of symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether two symbols are the same one; a missing symbol is no other's equal.</summary>
    public static bool Is(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && other is not null && SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>The attribute of a class that a symbol has, if any.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, INamedTypeSymbol? attributeClass) =>
        attributeClass is null ? null : symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(attributeClass));

    /// <summary>Whether a symbol has an attribute of a class.</summary>
    public static bool Has(this ISymbol symbol, INamedTypeSymbol? attributeClass) => symbol.Attribute(attributeClass) is not null;

    /// <summary>The value of a named argument, or null where it is not given.</summary>
    public static object? Named(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: not TypedConstantKind.Array } constant
            ? constant.Value
            : null;

    /// <summary>The properties of a type after those of its bases; one that hides or overrides another stands for it.</summary>
    public static IReadOnlyList<IPropertySymbol> AllProperties(this INamedTypeSymbol type)
    {
        var properties = type.BaseType is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class } parent
            ? [.. parent.AllProperties()]
            : new List<IPropertySymbol>();
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            var hidden = properties.FindIndex(other => other.Name == property.Name);
            if (hidden < 0)
                properties.Add(property);
            else
                properties[hidden] = property;
        }

        return properties;
    }
}
