using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Spells values as C# source.</summary>
internal static class Literals
{
    /// <summary>A value that has the type of its setting: only then do boxed values compare.</summary>
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

    /// <summary>A value as an attribute gives it; null where code cannot spell it.</summary>
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
