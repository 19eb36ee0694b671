using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>Which types settings can have, and which values of attributes fit them.</summary>
internal static class ConfigTypes
{
    /// <summary>The types, for messages; null is a legal value of their nullable forms.</summary>
    public const string Words = "bool, int, long, float, double, string, an enum";

    /// <summary>Whether a property is a setting: what cannot be set from outside is computed.</summary>
    public static bool IsSetting(this IPropertySymbol property) => property is
    {
        IsStatic: false,
        DeclaredAccessibility: Accessibility.Public,
        SetMethod.DeclaredAccessibility: Accessibility.Public,
    };

    /// <summary>Whether a file can hold values of a type.</summary>
    public static bool IsSupported(this ITypeSymbol type) => type.Underlying() is { TypeKind: TypeKind.Enum } or
    {
        SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64
            or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_String,
    };

    /// <summary>Whether a setting of a type can have the value of an attribute; null is up to the property.</summary>
    public static bool Admits(this ITypeSymbol type, TypedConstant constant) => type.Underlying() switch
    {
        { TypeKind: TypeKind.Enum } named => constant.Type.Is(named)
            && named.GetMembers().OfType<IFieldSymbol>().Any(member => Equals(member.ConstantValue, constant.Value)),
        _ when constant.Kind != TypedConstantKind.Primitive => false,
        { SpecialType: SpecialType.System_Boolean } => constant.Value is bool,
        { SpecialType: SpecialType.System_String } => constant.Value is string,
        { SpecialType: SpecialType.System_Int32 } => constant.Value is int,
        { SpecialType: SpecialType.System_Int64 } => constant.Value is int or long,
        { SpecialType: SpecialType.System_Double } => constant.Value is int || IsFinite(constant.Value as double?),
        { SpecialType: SpecialType.System_Single } => constant.Value is int || IsFinite(constant.Value as double? ?? constant.Value as float?),
        _ => false,
    };

    /// <summary>A value with the type of a setting, so that it compares with others of that type.</summary>
    public static object? Typed(this ITypeSymbol type, object? value) => (type.Underlying(), value) switch
    {
        (_, null) => null,
        ({ TypeKind: TypeKind.Enum } named, not Constants.EnumMember) => Constants.EnumMember.Of(named, value),
        ({ SpecialType: SpecialType.System_Int64 }, int) => Convert.ToInt64(value),
        ({ SpecialType: SpecialType.System_Single }, int or double) => Convert.ToSingle(value),
        ({ SpecialType: SpecialType.System_Double }, int or long or float) => Convert.ToDouble(value),
        _ => value,
    };

    /// <summary>What being set means for a setting of a type, in the rules between settings.</summary>
    public static SetWhen SetWhen(this IPropertySymbol setting) =>
        setting.Type.Underlying().SpecialType == SpecialType.System_Boolean ? LossDsl.SetWhen.True
        : setting.NullableAnnotation == NullableAnnotation.Annotated ? LossDsl.SetWhen.NotNull
        : setting.Type.SpecialType == SpecialType.System_String ? LossDsl.SetWhen.NotEmpty
        : setting.Type.TypeKind == TypeKind.Enum ? LossDsl.SetWhen.Always
        : LossDsl.SetWhen.NotZero;

    private static bool IsFinite(double? number) => number is { } finite && !double.IsNaN(finite) && !double.IsInfinity(finite);
}
