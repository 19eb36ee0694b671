using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>Reads the symbols of a config.</summary>
internal static class DeclaredConfigReader
{
    /// <summary>The config; null where its declaration is malformed, as that is what needs mending first.</summary>
    public static DeclaredConfig? Read(INamedTypeSymbol type, Vocabulary vocabulary)
    {
        var keys = DeclaredKeys.Of(type, vocabulary).Where(key => key.Property.IsSetting()).ToList();
        if (keys.Exists(key => !key.Property.Type.IsSupported())
            || keys.Select(key => key.Key).Distinct(StringComparer.Ordinal).Count() < keys.Count)
        {
            return null;
        }

        var rules = DeclaredFieldRule.Of(type, vocabulary).ToLookup(rule => rule.Owner.Name, rule => rule.Rule);
        var fields = keys.ConvertAll(key => Field(key, [.. rules[key.Property.Name]], vocabulary));
        return new DeclaredConfig(
            new ConfigSchema(type.Name, fields), [.. keys.Select(key => DefaultReader.Read(key.Property, type))]);
    }

    private static ConfigField Field(DeclaredKey key, IReadOnlyList<FieldRule> rules, Vocabulary vocabulary)
    {
        var (property, type) = (key.Property, SettingType.Of(key.Property.Type));
        return new ConfigField(property.Name, key.Key, type.Type)
        {
            Members = type.Members,
            Required = property.IsRequired,
            Nullable = property.NullableAnnotation == NullableAnnotation.Annotated,
            Range = property.Attribute(vocabulary.Range) is { } range ? DeclaredRange.Read(range) : null,
            AllowedValues = AllowedValues(property),
            Rules = rules,
        };
    }

    private static IReadOnlyList<object>? AllowedValues(IPropertySymbol property)
    {
        var attribute = property.GetAttributes().FirstOrDefault(given => given.AttributeClass
            is { Name: "AllowedValuesAttribute", ContainingNamespace.Name: "DataAnnotations" });
        return attribute is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } list] }
            ? [.. list.Values.Where(property.Type.Admits).Select(value => property.Type.Typed(value.Value)).OfType<object>()]
            : null;
    }
}
