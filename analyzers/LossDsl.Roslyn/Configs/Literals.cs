using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Formats values as C# source.</summary>
internal static class Literals
{
    /// <summary>
    /// Formats a value as an expression of the setting's type: boxed values compare equal only if their types are equal.
    /// </summary>
    public static string Format(object? value, ITypeSymbol type) => value switch
    {
        null => "null",
        EnumMember member => $"{type.UnwrapNullable().ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{CSharp.EscapeIdentifier(member.Name)}",
        bool flag => flag ? "true" : "false",
        string text => CSharp.FormatLiteral(text),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        float number => Real(number.ToString("R", CultureInfo.InvariantCulture)) + "f",
        double number => Real(CSharp.FormatLiteral(number)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Formats an attribute's constant; null if it cannot be written as an expression.</summary>
    public static string? Format(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Error or TypedConstantKind.Array or TypedConstantKind.Type } => null,
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Enum } => constant.GetEnumMemberName() is { } member
            ? $"{constant.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{CSharp.EscapeIdentifier(member)}"
            : null,
        { Value: bool flag } => flag ? "true" : "false",
        { Value: string text } => CSharp.FormatLiteral(text),
        { Value: double number } => double.IsNaN(number) ? null : CSharp.FormatLiteral(number),
        { Value: sbyte or byte or short or ushort or int or uint or long } =>
            Convert.ToString(constant.Value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Real(string text) => text.Any(character => character is '.' or 'E') ? text : text + ".0";
}
