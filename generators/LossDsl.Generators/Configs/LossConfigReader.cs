using LossDsl.Generators.Declarations;
using LossDsl.Generators.Source;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Configs;

/// <summary>Reads the symbols of a config.</summary>
internal static class LossConfigReader
{
    /// <summary>The model of a config; null where the declaration is malformed.</summary>
    public static LossConfigModel? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var bases = type.Completed(
            Vocabulary.LossConfig, GeneratedNames.LossConfig, parent => Read(parent, compilation, cancellation) is not null);
        if (bases is null || DeclarationReader.Read(type, derives: bases.Count > 0) is not { } declaration)
            return null;

        var settings = type.Properties().Where(IsSetting).ToList();
        var byName = settings.ToDictionary(property => property.Name);
        var properties = new List<ConfigPropertyModel>();
        foreach (var property in settings)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!property.IsSettable(type, compilation)
                || ConfigPropertyReader.Read(property, byName, cancellation) is not { } read)
            {
                return null;
            }

            properties.Add(read);
        }

        var keys = new HashSet<string>(properties.Select(property => property.Key));
        if (keys.Count < properties.Count || !type.CanBeMadeOf([.. properties.Select(property => property.Name)]))
            return null;
        return new LossConfigModel(declaration, properties.ToEquatableArray(), Documentation.Description(type, cancellation));
    }

    // What cannot be set from outside is computed: the record may have that besides its settings.
    private static bool IsSetting(IPropertySymbol property) => property is
    {
        IsStatic: false,
        DeclaredAccessibility: Accessibility.Public,
        SetMethod.DeclaredAccessibility: Accessibility.Public,
    };
}
