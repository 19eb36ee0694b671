using System;
using System.Linq;

namespace LossDsl;

/// <summary>Converts the values of a file to the types of settings.</summary>
internal static class FieldValue
{
    /// <summary>The type that a setting expects, as a phrase.</summary>
    public static string DescribeExpected(ConfigField field) => Type(field) switch
    {
        TypeCode.Object => ValueFormatter.OneOf(field.Choices!),
        TypeCode.Boolean => "true or false",
        TypeCode.Int32 => "a 32-bit integer",
        TypeCode.Int64 => "a 64-bit integer",
        TypeCode.Single => "a number of 32 bits",
        TypeCode.Double => "a number",
        _ => "a text",
    };

    /// <summary>A value converted to the setting's type; null if it cannot be.</summary>
    public static object? ConvertTo(ConfigField field, object value) => Type(field) switch
    {
        TypeCode.Object => value is string name ? field.Members!.FirstOrDefault(member => ValueFormatter.Format(member) == name) : null,
        TypeCode.Boolean => value as bool?,
        TypeCode.Int32 => ConfigNumber.AsInt32(value),
        TypeCode.Int64 => ConfigNumber.AsInt64(value),
        TypeCode.Single => ConfigNumber.AsSingle(value),
        TypeCode.Double => ConfigNumber.AsDouble(value),
        _ => value as string,
    };

    /// <summary>Parses a string of a source that has only strings.</summary>
    public static object? Resolve(ConfigField field, string text) => Type(field) switch
    {
        TypeCode.Object => text.Length == 0 ? null : text,
        TypeCode.String => text,
        _ => YamlCoreSchema.Resolve(text),
    };

    /// <summary>The kind of violation of a value that cannot be converted.</summary>
    public static ConfigViolationKind ClassifyError(ConfigField field, object? value) =>
        Type(field) == TypeCode.Object && value is string ? ConfigViolationKind.InvalidValue : ConfigViolationKind.WrongType;

    // Enums are treated as objects, whatever their underlying type.
    private static TypeCode Type(ConfigField field) => field.Members is null ? System.Type.GetTypeCode(field.Type) : TypeCode.Object;
}
