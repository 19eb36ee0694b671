using LossDsl.Generators.Declarations;
using LossDsl.Generators.Source;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Configs;

/// <summary>Reads the rules between a property of a config and others.</summary>
internal static class FieldRuleReader
{
    /// <summary>Reads the rules; false where one of them makes no sense.</summary>
    public static bool TryRead(
        IPropertySymbol property,
        IReadOnlyDictionary<string, IPropertySymbol> settings,
        out EquatableArray<FieldRuleModel> rules)
    {
        var read = property.GetAttributes().Where(IsRule).Select(attribute => Read(attribute, property, settings)).ToList();
        rules = read.OfType<FieldRuleModel>().ToEquatableArray();
        return rules.Count == read.Count;
    }

    private static bool IsRule(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString()
        is Vocabulary.Requires or Vocabulary.ConflictsWith or Vocabulary.RequiredWhenSetting;

    private static FieldRuleModel? Read(
        AttributeData attribute, IPropertySymbol property, IReadOnlyDictionary<string, IPropertySymbol> settings)
    {
        if (attribute.ConstructorArguments is not [{ Value: string name }]
            || name == property.Name
            || !settings.TryGetValue(name, out var other))
        {
            return null;
        }

        return attribute.AttributeClass!.ToDisplayString() switch
        {
            Vocabulary.Requires => new FieldRuleModel("Requires", name, Value: null),
            Vocabulary.ConflictsWith => new FieldRuleModel("ConflictsWith", name, Value: null),
            _ => RequiredWhen(attribute, other),
        };
    }

    private static FieldRuleModel? RequiredWhen(AttributeData attribute, IPropertySymbol other)
    {
        var kind = ConfigPropertyReader.Kind(ConfigPropertyReader.Underlying(other.Type));
        if (attribute.NamedArguments.Length == 0)
            return kind == ConfigKind.Bool ? new FieldRuleModel("RequiredWhenIs", other.Name, "true") : null;
        return attribute.NamedArguments is [var given] && Literal(given.Value, other) is { } value
            ? new FieldRuleModel(given.Key == "Is" ? "RequiredWhenIs" : "RequiredWhenIsNot", other.Name, value)
            : null;
    }

    // Compared with a value that the other one can never have, the rule would be always or never broken.
    private static string? Literal(TypedConstant value, IPropertySymbol other)
    {
        var type = ConfigPropertyReader.Underlying(other.Type);
        if (value.IsNull)
            return other.NullableAnnotation == NullableAnnotation.Annotated ? "null" : null;
        return value.Kind != TypedConstantKind.Error && ConfigPropertyReader.Kind(type) is { } kind
            ? Literals.Of(value, type, kind)
            : null;
    }
}
