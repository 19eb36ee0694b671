using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>Reads the symbols of a config.</summary>
internal static class DeclaredConfigReader
{
    /// <summary>The config; null where its declaration is malformed, as that is what needs mending first.</summary>
    public static DeclaredConfig? Read(INamedTypeSymbol type, Vocabulary vocabulary)
    {
        var keys = DeclaredKeys.Of(type, vocabulary)
            .Where(key => key.Property.SetMethod is { DeclaredAccessibility: Accessibility.Public })
            .ToList();
        var types = keys.ConvertAll(key => SettingType.Of(key.Property.Type));
        if (types.Contains(null) || keys.Select(key => key.Key).Distinct(StringComparer.Ordinal).Count() < keys.Count)
            return null;

        var fields = new List<ConfigField>();
        foreach (var (key, setting) in keys.Zip(types, (key, setting) => (key, setting!)))
        {
            var rules = SettingRules.Read(key.Property, name => keys.FindIndex(other => other.Property.Name == name) is >= 0 and var i ? types[i] : null);
            var range = key.Property.Attribute(vocabulary.Range);
            if (rules is null || (range is not null && !DeclaredRange.IsOfNumbers(range)))
                return null;
            fields.Add(new ConfigField(key.Property.Name, key.Key, setting.Type)
            {
                Members = setting.Members,
                Required = key.Property.IsRequired,
                Nullable = key.Property.NullableAnnotation == NullableAnnotation.Annotated,
                Range = range is null ? null : DeclaredRange.Read(range),
                AllowedValues = SettingRules.AllowedValues(key.Property, setting),
                Rules = rules,
            });
        }

        var defaults = keys.Zip(types, (key, setting) => DefaultReader.Read(key.Property, setting!, type));
        return new DeclaredConfig(new ConfigSchema(type.Name, fields), [.. defaults]);
    }
}
