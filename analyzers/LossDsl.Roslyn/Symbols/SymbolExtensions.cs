using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>Queries on symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether two symbols are equal; null equals nothing.</summary>
    public static bool Is(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && other is not null && SymbolEqualityComparer.Default.Equals(symbol, other);

    public static AttributeData? GetAttribute(this ISymbol symbol, INamedTypeSymbol? attributeClass) =>
        attributeClass is null ? null : symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(attributeClass));

    public static bool HasAttribute(this ISymbol symbol, INamedTypeSymbol? attributeClass) => symbol.GetAttribute(attributeClass) is not null;

    /// <summary>The value of a named argument; null if it is not given.</summary>
    public static object? GetNamedArgument(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: not TypedConstantKind.Array } constant
            ? constant.Value
            : null;

    /// <summary>A type and its base types without <c>object</c>, the outermost base first.</summary>
    public static IEnumerable<INamedTypeSymbol> GetBaseTypesAndThis(this INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? parent.GetBaseTypesAndThis().Append(type) : [type];

    /// <summary>The containing types of a type, outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> GetContainers(this INamedTypeSymbol type) =>
        type.ContainingType is { } container ? container.GetContainers().Append(container) : [];

    /// <summary>
    /// The properties of a type and its bases, bases first. The order does not depend on the order of the source files.
    /// </summary>
    public static IReadOnlyList<IPropertySymbol> GetAllProperties(this INamedTypeSymbol type)
    {
        var properties = new List<IPropertySymbol>();
        foreach (var property in type.GetBaseTypesAndThis().SelectMany(Properties))
        {
            // An override or a hiding property replaces that of the base, at the same position.
            var known = properties.FindIndex(other => other.Name == property.Name);
            if (known < 0)
                properties.Add(property);
            else
                properties[known] = property;
        }

        return properties;
    }

    public static ITypeSymbol UnwrapNullable(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
            ? value
            : type;

    /// <summary>The name of a type for messages, without nullable annotations.</summary>
    public static string ToDisplayName(this ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>The name of the enum member with a constant's value; null if there is none.</summary>
    public static string? GetEnumMemberName(this TypedConstant constant) => constant.Kind == TypedConstantKind.Enum
        ? constant.Type!.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(member => member.HasConstantValue && Equals(member.ConstantValue, constant.Value))?.Name
        : null;

    /// <summary>The location of a symbol's declaration, in handwritten source if there is one.</summary>
    public static Location GetDeclarationLocation(this ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => !IsGenerated(location.SourceTree)) ?? symbol.Locations.FirstOrDefault() ?? Location.None;

    /// <summary>Whether a member is written in source, neither generated nor implicitly declared.</summary>
    public static bool IsHandwritten(this ISymbol member) => !member.IsImplicitlyDeclared
        && member is not IMethodSymbol { AssociatedSymbol: not null }
        && (member.DeclaringSyntaxReferences.Length == 0
            || !member.DeclaringSyntaxReferences.All(reference => IsGenerated(reference.SyntaxTree)));

    private static bool IsGenerated(SyntaxTree? tree) => tree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) is true;

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IPropertySymbol>()
        .OrderBy(property => property.Locations.FirstOrDefault()?.SourceTree?.FilePath ?? "", StringComparer.Ordinal)
        .ThenBy(property => property.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0);
}
