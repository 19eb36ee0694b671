using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>A setting as it is declared.</summary>
/// <param name="Property">The property.</param>
/// <param name="Field">The setting as a program has it at run time, members of enums apart.</param>
/// <param name="Others">The other settings of its rules.</param>
internal sealed record DeclaredSetting(IPropertySymbol Property, ConfigField Field, IReadOnlyList<IPropertySymbol> Others)
{
    /// <summary>The setting as far as generated source depends on it.</summary>
    public SettingModel Model(CancellationToken cancellation) => new(
        Property.Name,
        Field.Key,
        Property.Type.Underlying().WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        Property.Type.Kind() ?? ConfigKind.String,
        Field.Required,
        Field.Nullable,
        Field.Range,
        (Field.AllowedValues ?? []).Select(value => Literals.Of(value, Property.Type)).ToEquatableArray(),
        Field.Rules.Select((rule, i) => new FieldRuleModel(rule.Kind, rule.Other, rule.HasValue ? Literals.Of(rule.Value, Others[i].Type) : null))
            .ToEquatableArray(),
        Declarations.Documentation.Summary(Property, cancellation),
        Declarations.Documentation.Description(Property, cancellation));
}
