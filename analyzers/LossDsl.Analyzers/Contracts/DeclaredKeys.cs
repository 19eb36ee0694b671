using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers;

/// <summary>A property that a declaration carries under a key.</summary>
/// <param name="Property">The property.</param>
/// <param name="Key">The key: the one that is given, else the property's name in snake_case.</param>
/// <param name="Attribute">The attribute that gives the key, if there is one.</param>
internal readonly record struct DeclaredKey(IPropertySymbol Property, string Key, AttributeData? Attribute);

/// <summary>Reads the keys of declarations as the generator does.</summary>
internal static class DeclaredKeys
{
    /// <summary>The keys of a declared type, those of its bases first.</summary>
    public static IEnumerable<DeclaredKey> Of(INamedTypeSymbol type, Vocabulary vocabulary)
    {
        var (isConfig, carrier) = type.Has(vocabulary.DataDict) ? (false, vocabulary.Tensor)
            : type.Has(vocabulary.LossMetrics) ? (false, vocabulary.Metric)
            : (type.Has(vocabulary.LossConfig), null);
        foreach (var property in type.AllProperties())
        {
            var attribute = property.Attribute(isConfig ? vocabulary.ConfigKey : carrier);
            var isKept = isConfig
                ? property is { IsStatic: false, IsIndexer: false, SetMethod: not null, DeclaredAccessibility: Accessibility.Public }
                : attribute is not null;
            if (isKept)
                yield return new DeclaredKey(property, Given(attribute, isConfig) ?? SnakeCase.From(property.Name), attribute);
        }
    }

    private static string? Given(AttributeData? attribute, bool isConfig) => isConfig
        ? attribute is { ConstructorArguments: [{ Value: string key }] } ? key : null
        : attribute?.Named("Key") as string;
}
