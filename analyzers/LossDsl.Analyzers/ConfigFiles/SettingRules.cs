using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>Reads what attributes demand of a setting: choices, and rules with other settings.</summary>
internal static class SettingRules
{
    /// <summary>The only legal values; null for any.</summary>
    public static IReadOnlyList<object>? AllowedValues(IPropertySymbol property, SettingType type) =>
        Named(property, "System.ComponentModel.DataAnnotations", "AllowedValuesAttribute").FirstOrDefault()
            is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } list] }
                ? [.. list.Values.Where(IsSimple).Select(value => type.Typed(Constants.Of(value))).OfType<object>()]
                : null;

    /// <summary>The rules that are declared on a property; null where one of them makes no sense.</summary>
    /// <param name="property">The property.</param>
    /// <param name="typeOf">The type of a setting by its name; null for none.</param>
    public static IReadOnlyList<FieldRule>? Read(IPropertySymbol property, Func<string, SettingType?> typeOf)
    {
        var rules = new List<FieldRule?>();
        rules.AddRange(Named(property, "LossDsl", "RequiresAttribute").Select(attribute => Rule(FieldRuleKind.Requires, attribute, typeOf)));
        rules.AddRange(Named(property, "LossDsl", "ConflictsWithAttribute").Select(attribute => Rule(FieldRuleKind.ConflictsWith, attribute, typeOf)));
        rules.AddRange(Named(property, "LossDsl", "RequiredWhenAttribute").Select(attribute => RequiredWhen(attribute, typeOf)));
        return rules.Contains(null) ? null : rules.ConvertAll(rule => rule!);
    }

    private static FieldRule? Rule(FieldRuleKind kind, AttributeData attribute, Func<string, SettingType?> typeOf) =>
        attribute.ConstructorArguments is [{ Value: string other }] && typeOf(other) is not null ? new FieldRule(kind, other) : null;

    private static FieldRule? RequiredWhen(AttributeData attribute, Func<string, SettingType?> typeOf)
    {
        if (attribute.ConstructorArguments is not [{ Value: string other }] || typeOf(other) is not { } type)
            return null;
        if (attribute.NamedArguments.IsEmpty)
            return new FieldRule(FieldRuleKind.RequiredWhenIs, other) { Value = true };
        if (attribute.NamedArguments is not [{ Key: var name, Value: var value }])
            return null;
        var kind = name == "Is" ? FieldRuleKind.RequiredWhenIs : FieldRuleKind.RequiredWhenIsNot;
        if (value.IsNull)
            return new FieldRule(kind, other);
        return IsSimple(value) && type.Typed(Constants.Of(value)) is { } typed ? new FieldRule(kind, other) { Value = typed } : null;
    }

    private static bool IsSimple(TypedConstant constant) =>
        constant is { IsNull: false, Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum };

    private static IEnumerable<AttributeData> Named(IPropertySymbol property, string space, string name) => property.GetAttributes().Where(
        attribute => attribute.AttributeClass is { Arity: 0 } type && type.Name == name && type.ContainingNamespace.ToDisplayString() == space);
}
