using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>A setting as it is declared.</summary>
/// <param name="Property">The property.</param>
/// <param name="Field">The setting's schema as at run time, except that enum values are <see cref="EnumMember"/>s.</param>
/// <param name="OtherSettings">The other settings that the rules of this one name.</param>
internal sealed record DeclaredSetting(IPropertySymbol Property, ConfigField Field, IReadOnlyList<IPropertySymbol> OtherSettings)
{
    /// <summary>The generator's model of the setting.</summary>
    public SettingModel ToModel(CancellationToken cancellation) => new(
        Property.Name,
        Field.Key,
        Property.Type.UnwrapNullable().WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        Property.Type.GetConfigKind() ?? ConfigKind.String,
        Field.IsRequired,
        Field.IsNullable,
        Field.Range,
        (Field.AllowedValues ?? []).Select(value => Literals.Format(value, Property.Type)).ToEquatableArray(),
        Field.Rules.Select((rule, i) => new FieldRuleModel(rule.Kind, rule.Other, rule.HasValue ? Literals.Format(rule.Value, OtherSettings[i].Type) : null))
            .ToEquatableArray(),
        Declarations.Documentation.GetSummary(Property, cancellation),
        Declarations.Documentation.GetDescription(Property, cancellation));
}
