using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Reads a setting of a config with its rules.</summary>
internal static class SettingReader
{
    /// <summary>The setting; null where code cannot name it.</summary>
    /// <param name="property">The property.</param>
    /// <param name="settings">All settings of the config, which rules can name.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="problems">The problems.</param>
    public static DeclaredSetting? Read(
        IPropertySymbol property, IReadOnlyList<IPropertySymbol> settings, Vocabulary vocabulary, Problems problems)
    {
        CheckType(property, vocabulary, problems);
        if (property.IsIndexer)
            return null;
        var isSupported = property.Type.Kind() is not null;
        if (isSupported)
            ChoicesReader.Check(property, vocabulary, problems);
        var range = RangeReader.Read(property, vocabulary, problems);
        var rules = FieldRuleReader.Read(property, settings, vocabulary, problems);
        var field = new ConfigField(property.Name, Key(property, vocabulary), property.Type.Kind()?.Runtime() ?? typeof(string))
        {
            Required = property.IsRequired,
            Nullable = property.NullableAnnotation == NullableAnnotation.Annotated,
            Members = property.Type.Kind() == ConfigKind.Enum ? EnumMember.ListOf(property.Type.Underlying()) : null,
            Range = range,
            AllowedValues = isSupported ? ChoicesReader.Read(property, vocabulary) : null,
            Rules = [.. rules.Select(rule => rule.Rule)],
        };
        return new DeclaredSetting(property, field, [.. rules.Select(rule => rule.Other)]);
    }

    /// <summary>The key of a setting: the one that is given, else the property's name in snake_case.</summary>
    public static string Key(IPropertySymbol property, Vocabulary vocabulary) =>
        property.Attribute(vocabulary.ConfigKey) is { ConstructorArguments: [{ Kind: TypedConstantKind.Primitive } given] }
            ? given.Value as string ?? ""
            : SnakeCase.From(property.Name);

    /// <summary>Where the key of a setting is given; null where it is not.</summary>
    public static Location? KeyPlace(IPropertySymbol property, Vocabulary vocabulary, CancellationToken cancellation) =>
        property.Attribute(vocabulary.ConfigKey)?.Argument(cancellation)?.GetLocation();

    private static void CheckType(IPropertySymbol property, Vocabulary vocabulary, Problems problems)
    {
        if (property.Type.TypeKind == TypeKind.Error)
        {
            problems.DoesNotCompile(property);
            return;
        }

        var problem = property.IsIndexer ? "is an indexer, which no file can hold; make it internal"
            : property.GetMethod is null ? "cannot be read: give it the accessor get"
            : property.Type.Kind() is null
                ? $"is of type {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}; a setting is one of {SettingTypes.Words}, or can be null"
            : null;
        if (problem is not null)
            problems.Add("LDSL1008", property, location: null, $"{property.Name} {problem}");
        else if (property.Type.Underlying() is { TypeKind: TypeKind.Enum } type)
            CheckMembers(property, type, problems);
    }

    // Two members of one value are two names of one choice, of which files know the first.
    private static void CheckMembers(IPropertySymbol property, ITypeSymbol type, Problems problems)
    {
        var members = EnumMember.ListOf(type).OfType<EnumMember>().GroupBy(member => member.Value).Select(same => same.First());
        foreach (var same in members.GroupBy(member => member.ToString(), StringComparer.Ordinal).Where(same => same.Count() > 1))
            problems.Add(
                "LDSL1023",
                property,
                location: null,
                $"{property.Name} is of type {type.Name}, whose members {string.Join(" and ", same.Select(member => member.Name))} "
                + $"are both '{same.Key}' in a file: rename one of them");
    }
}
