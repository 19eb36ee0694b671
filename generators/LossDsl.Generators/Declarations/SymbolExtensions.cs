using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Declarations;

/// <summary>What all readers ask of symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>A type after the types that it derives from, <c>object</c> excepted.</summary>
    public static IEnumerable<INamedTypeSymbol> Chain(this INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? parent.Chain().Append(type) : [type];

    /// <summary>The properties of a type and its bases, bases first, in an order that the order of files does not change.</summary>
    public static IEnumerable<IPropertySymbol> Properties(this INamedTypeSymbol type)
    {
        var properties = new List<IPropertySymbol>();
        foreach (var property in type.Chain().SelectMany(DeclaredProperties))
        {
            // An override or a hiding property speaks for the one of the base, in its place.
            var known = properties.FindIndex(other => other.Name == property.Name);
            if (known < 0)
                properties.Add(property);
            else
                properties[known] = property;
        }

        return properties;
    }

    /// <summary>The attribute of a symbol with a full name, if it has it once.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == name);

    /// <summary>The value of a named argument, or null where it is not given.</summary>
    public static object? Named(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    /// <summary>The name of the enum member that is given; null where there is none of that value.</summary>
    public static string? EnumMember(this TypedConstant constant) => constant.Kind == TypedConstantKind.Enum
        ? constant.Type!.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(member => Equals(member.ConstantValue, constant.Value))?.Name
        : null;

    /// <summary>Whether generated code inside a type may set a property in an initializer.</summary>
    public static bool IsSettable(this IPropertySymbol property, INamedTypeSymbol type, Compilation compilation) =>
        property is { IsStatic: false, IsIndexer: false, CanBeReferencedByName: true, GetMethod: not null, SetMethod: { } set }
        && compilation.IsSymbolAccessibleWithin(set, type);

    /// <summary>Whether <c>new()</c> with initializers for some properties makes an instance.</summary>
    public static bool CanBeMadeOf(this INamedTypeSymbol type, ICollection<string> properties) =>
        !type.IsAbstract
        && type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty)
        && type.Chain().SelectMany(part => part.GetMembers()).All(member =>
            member is not (IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            || properties.Contains(member.Name));

    /// <summary>The bases of a type that get generated members as well; null where others have members of these names.</summary>
    /// <remarks>A key constant must not hide a member of <c>object</c> either.</remarks>
    /// <param name="type">The type.</param>
    /// <param name="attribute">The attribute that asks for generated members.</param>
    /// <param name="added">The names of those members.</param>
    /// <param name="isWellFormed">Whether a base that asks for them gets them.</param>
    public static List<INamedTypeSymbol>? Completed(
        this INamedTypeSymbol type, string attribute, HashSet<string> added, Func<INamedTypeSymbol, bool> isWellFormed)
    {
        var completed = new List<INamedTypeSymbol>();
        foreach (var part in type.Chain())
        {
            // What another assembly has is complete, and its members are its own.
            var isForeign = part.DeclaringSyntaxReferences.IsEmpty;
            var isBase = !SymbolEqualityComparer.Default.Equals(part, type) && part.Attribute(attribute) is not null;
            if (isBase && (isForeign ? part.GetTypeMembers("Keys").Length > 0 : isWellFormed(part.OriginalDefinition)))
                completed.Add(part);
            else if (part.MemberNames.Any(name => added.Contains(name) || GeneratedNames.OfObject.Contains(name)))
                return null;
        }

        return completed;
    }

    private static IEnumerable<IPropertySymbol> DeclaredProperties(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IPropertySymbol>()
        .OrderBy(property => property.Locations.FirstOrDefault()?.SourceTree?.FilePath ?? "", StringComparer.Ordinal)
        .ThenBy(property => property.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0);
}
