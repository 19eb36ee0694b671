using LossDsl.Generators.Declarations;
using LossDsl.Generators.Source;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Configs;

/// <summary>Reads a property of a config with its rules.</summary>
internal static class ConfigPropertyReader
{
    /// <summary>The model of the property; null where its type cannot stand in a file or a rule does not fit the type.</summary>
    /// <param name="property">The property.</param>
    /// <param name="settings">All settings of the config by name, which rules can speak of.</param>
    /// <param name="cancellation">The cancellation.</param>
    public static ConfigPropertyModel? Read(
        IPropertySymbol property, IReadOnlyDictionary<string, IPropertySymbol> settings, CancellationToken cancellation)
    {
        var type = Underlying(property.Type);
        if (Kind(type) is not { } kind
            || Key(property) is not { } key
            || !TryReadRange(property, kind, out var range)
            || !TryReadAllowedValues(property, type, kind, out var allowed)
            || !FieldRuleReader.TryRead(property, settings, out var rules))
        {
            return null;
        }

        return new ConfigPropertyModel(
            property.Name,
            key,
            type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            kind,
            property.IsRequired,
            IsNullable: property.NullableAnnotation == NullableAnnotation.Annotated,
            range,
            allowed,
            rules,
            Documentation.Summary(property, cancellation),
            Documentation.Description(property, cancellation));
    }

    /// <summary>The type without <c>Nullable</c>.</summary>
    public static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    /// <summary>The kind of a type; null where it cannot stand in a file.</summary>
    public static ConfigKind? Kind(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => ConfigKind.Bool,
        { SpecialType: SpecialType.System_Int32 } => ConfigKind.Int,
        { SpecialType: SpecialType.System_Int64 } => ConfigKind.Long,
        { SpecialType: SpecialType.System_Single } => ConfigKind.Float,
        { SpecialType: SpecialType.System_Double } => ConfigKind.Double,
        { SpecialType: SpecialType.System_String } => ConfigKind.String,
        { TypeKind: TypeKind.Enum } => ConfigKind.Enum,
        _ => null,
    };

    private static string? Key(IPropertySymbol property)
    {
        if (property.Attribute(Vocabulary.ConfigKey) is not { } attribute)
            return SnakeCase.From(property.Name);
        return attribute.ConstructorArguments is [{ Value: string key }] && !string.IsNullOrWhiteSpace(key) ? key : null;
    }

    private static bool TryReadRange(IPropertySymbol property, ConfigKind kind, out RangeModel? range)
    {
        range = null;
        if (property.Attribute(Vocabulary.Range) is not { } attribute)
            return true;
        if (kind is not (ConfigKind.Int or ConfigKind.Long or ConfigKind.Float or ConfigKind.Double)
            || attribute.ConstructorArguments is not [var least, var greatest]
            || Number(least) is not { } minimum
            || Number(greatest) is not { } maximum)
        {
            return false;
        }

        range = new RangeModel(
            minimum,
            maximum,
            attribute.Named("MinimumIsExclusive") is true,
            attribute.Named("MaximumIsExclusive") is true);
        return minimum < maximum || (minimum == maximum && range is { MinimumIsExclusive: false, MaximumIsExclusive: false });
    }

    private static bool TryReadAllowedValues(
        IPropertySymbol property, ITypeSymbol type, ConfigKind kind, out EquatableArray<string> values)
    {
        values = default;
        if (property.Attribute(Vocabulary.AllowedValues) is not { } attribute)
            return true;
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array, IsNull: false } list])
            return false;

        // Whether null is legal says the property's type alone.
        var literals = list.Values.Where(value => !value.IsNull).Select(value => Literals.Of(value, type, kind)).ToList();
        values = literals.OfType<string>().ToEquatableArray();
        return values.Count > 0 && values.Count == literals.Count;
    }

    private static double? Number(TypedConstant constant) => constant.Value switch
    {
        int whole => whole,
        double number when !double.IsNaN(number) => number,
        _ => null,
    };
}
