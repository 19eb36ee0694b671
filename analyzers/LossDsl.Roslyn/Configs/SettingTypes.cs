using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>The types that settings can have, and conversions of attribute values to them.</summary>
internal static class SettingTypes
{
    /// <summary>The supported types as messages list them; nullable forms are supported as well.</summary>
    public const string SupportedTypes = "bool, int, long, float, double, string, an enum";

    /// <summary>Whether a property is a setting: it can be set from outside. A property without a setter is computed.</summary>
    public static bool IsSetting(this IPropertySymbol property) => property is
    {
        IsStatic: false,
        DeclaredAccessibility: Accessibility.Public,
        SetMethod.DeclaredAccessibility: Accessibility.Public,
    };

    /// <summary>The kind of values of a type; null if config files cannot hold them.</summary>
    public static ConfigKind? GetConfigKind(this ITypeSymbol type) => type.UnwrapNullable() switch
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

    /// <summary>The CLR type of a kind. Enums of the compiled project have none.</summary>
    public static Type ToClrType(this ConfigKind kind) => kind switch
    {
        ConfigKind.Bool => typeof(bool),
        ConfigKind.Int => typeof(int),
        ConfigKind.Long => typeof(long),
        ConfigKind.Float => typeof(float),
        ConfigKind.Double => typeof(double),
        ConfigKind.Enum => typeof(EnumMember),
        _ => typeof(string),
    };

    /// <summary>Whether a setting of a type can have the value of an attribute argument. Null is not decided here.</summary>
    public static bool Accepts(this ITypeSymbol type, TypedConstant constant) => type.UnwrapNullable() switch
    {
        { TypeKind: TypeKind.Enum } named => constant.Type.Is(named) && constant.GetEnumMemberName() is not null,
        _ when constant.Kind != TypedConstantKind.Primitive => false,
        { SpecialType: SpecialType.System_Boolean } => constant.Value is bool,
        { SpecialType: SpecialType.System_String } => constant.Value is string,
        { SpecialType: SpecialType.System_Int32 } => constant.Value is int,
        { SpecialType: SpecialType.System_Int64 } => constant.Value is int or long,
        { SpecialType: SpecialType.System_Double } => constant.Value is int || IsFinite(constant.Value as double?),
        { SpecialType: SpecialType.System_Single } => constant.Value is int || IsFinite(constant.Value as double? ?? constant.Value as float?),
        _ => false,
    };

    /// <summary>An attribute's value converted to the type of a setting, so that boxed values compare equal.</summary>
    public static object? ConvertValue(this ITypeSymbol type, object? value) => (type.UnwrapNullable(), value) switch
    {
        (_, null) => null,
        ({ TypeKind: TypeKind.Enum } named, not Configs.EnumMember) => Configs.EnumMember.FromValue(named, value),
        ({ SpecialType: SpecialType.System_Int64 }, int) => Convert.ToInt64(value),
        ({ SpecialType: SpecialType.System_Single }, int or double) => Convert.ToSingle(value),
        ({ SpecialType: SpecialType.System_Double }, int or long or float) => Convert.ToDouble(value),
        _ => value,
    };

    /// <summary>When a setting counts as set in the rules between settings.</summary>
    public static SetWhen GetSetWhen(this IPropertySymbol setting) =>
        new ConfigField(setting.Name, "", setting.Type.GetConfigKind()?.ToClrType() ?? typeof(double))
        {
            IsNullable = setting.NullableAnnotation == NullableAnnotation.Annotated,
            Members = setting.Type.GetConfigKind() == ConfigKind.Enum ? [] : null,
        }.SetWhen;

    private static bool IsFinite(double? number) => number is { } finite && !double.IsNaN(finite) && !double.IsInfinity(finite);
}
