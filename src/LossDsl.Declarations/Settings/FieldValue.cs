using System;
using System.Linq;

namespace LossDsl;

/// <summary>What a value of a file means to a setting, by the setting's type.</summary>
internal static class FieldValue
{
    /// <summary>What a setting must be, in words.</summary>
    public static string DescribeExpected(ConfigField field) => Type(field) switch
    {
        TypeCode.Object => ValueFormatter.OneOf(field.Choices!),
        TypeCode.Boolean => "true or false",
        TypeCode.Int32 => "a whole number of 32 bits",
        TypeCode.Int64 => "a whole number of 64 bits",
        TypeCode.Single => "a number of 32 bits",
        TypeCode.Double => "a number",
        _ => "a text",
    };

    /// <summary>A value with the type of the setting; null where it has none.</summary>
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

    /// <summary>What a text means, where the source knows nothing but text.</summary>
    public static object? Resolve(ConfigField field, string text) => Type(field) switch
    {
        TypeCode.Object => text.Length == 0 ? null : text,
        TypeCode.String => text,
        _ => YamlCoreSchema.Resolve(text),
    };

    /// <summary>In which way a value is wrong that means nothing to the setting.</summary>
    public static ConfigViolationKind ClassifyError(ConfigField field, object? value) =>
        Type(field) == TypeCode.Object && value is string ? ConfigViolationKind.InvalidValue : ConfigViolationKind.WrongType;

    // An enum counts as an object, whatever number is behind it.
    private static TypeCode Type(ConfigField field) => field.Members is null ? System.Type.GetTypeCode(field.Type) : TypeCode.Object;
}
