using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Reads a setting of a config and its rules.</summary>
internal static class SettingReader
{
    /// <summary>Reads a setting; null if C# source cannot refer to the property.</summary>
    /// <param name="property">The property.</param>
    /// <param name="settings">All settings of the config, which the rules may name.</param>
    /// <param name="symbols">The known symbols.</param>
    /// <param name="diagnostics">Receives the diagnostics.</param>
    public static DeclaredSetting? Read(
        IPropertySymbol property, IReadOnlyList<IPropertySymbol> settings, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        CheckType(property, symbols, diagnostics);
        if (property.IsIndexer)
            return null;
        var isSupported = property.Type.GetConfigKind() is not null;
        if (isSupported)
            AllowedValuesReader.Check(property, symbols, diagnostics);
        var range = RangeReader.Read(property, symbols, diagnostics);
        var rules = FieldRuleReader.Read(property, settings, symbols, diagnostics);
        var field = new ConfigField(property.Name, GetKey(property, symbols), property.Type.GetConfigKind()?.ToClrType() ?? typeof(string))
        {
            IsRequired = property.IsRequired,
            IsNullable = property.NullableAnnotation == NullableAnnotation.Annotated,
            Members = property.Type.GetConfigKind() == ConfigKind.Enum ? EnumMember.GetMembers(property.Type.UnwrapNullable()) : null,
            Range = range,
            AllowedValues = isSupported ? AllowedValuesReader.Read(property, symbols) : null,
            Rules = [.. rules.Select(rule => rule.Rule)],
        };
        return new DeclaredSetting(property, field, [.. rules.Select(rule => rule.Other)]);
    }

    /// <summary>The key of a setting: that of <c>[ConfigKey]</c>, otherwise the property's name in snake_case.</summary>
    public static string GetKey(IPropertySymbol property, KnownSymbols symbols) =>
        property.GetAttribute(symbols.ConfigKeyAttribute) is { ConstructorArguments: [{ Kind: TypedConstantKind.Primitive } given] }
            ? given.Value as string ?? ""
            : SnakeCase.From(property.Name);

    /// <summary>The location of the key in <c>[ConfigKey]</c>; null if the setting has no such attribute.</summary>
    public static Location? GetKeyLocation(IPropertySymbol property, KnownSymbols symbols, CancellationToken cancellation) =>
        property.GetAttribute(symbols.ConfigKeyAttribute)?.GetArgumentExpression(cancellation)?.GetLocation();

    private static void CheckType(IPropertySymbol property, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (property.Type.TypeKind == TypeKind.Error)
        {
            diagnostics.MarkAsCompilerError(property);
            return;
        }

        var problem = property.IsIndexer ? "is an indexer, which no file can hold; make it internal"
            : property.GetMethod is null ? "cannot be read: give it the accessor get"
            : property.Type.GetConfigKind() is null
                ? $"is of type {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}; a setting is one of {SettingTypes.SupportedTypes}, or can be null"
            : null;
        if (problem is not null)
            diagnostics.AddError("LDSL1008", property, location: null, $"{property.Name} {problem}");
        else if (property.Type.UnwrapNullable() is { TypeKind: TypeKind.Enum } type)
            CheckMembers(property, type, diagnostics);
    }

    // Enum members with equal values are two names for one choice; config files use the first name.
    private static void CheckMembers(IPropertySymbol property, ITypeSymbol type, DiagnosticBag diagnostics)
    {
        var members = EnumMember.GetMembers(type).OfType<EnumMember>().GroupBy(member => member.Value).Select(same => same.First());
        foreach (var same in members.GroupBy(member => member.ToString(), StringComparer.Ordinal).Where(same => same.Count() > 1))
            diagnostics.AddError(
                "LDSL1023",
                property,
                location: null,
                $"{property.Name} is of type {type.Name}, whose members {string.Join(" and ", same.Select(member => member.Name))} "
                + $"are both '{same.Key}' in a file: rename one of them");
    }
}
