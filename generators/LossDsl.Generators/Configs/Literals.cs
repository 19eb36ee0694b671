using System.Globalization;
using LossDsl.Generators.Declarations;
using LossDsl.Generators.Source;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Configs;

/// <summary>Spells a value of an attribute so that it has the type of the property: only then do boxed values compare.</summary>
internal static class Literals
{
    /// <summary>The literal; null where the value does not fit the property.</summary>
    public static string? Of(TypedConstant value, ITypeSymbol type, ConfigKind kind) => (kind, value.Value) switch
    {
        (ConfigKind.Enum, _) => EnumMember(value, type),
        (_, _) when value.Kind != TypedConstantKind.Primitive => null,
        (ConfigKind.Bool, bool flag) => flag ? "true" : "false",
        (ConfigKind.String, string text) => CSharp.Literal(text),
        (ConfigKind.Int, int number) => Text(number),
        (ConfigKind.Long, int or long) => Text(Convert.ToInt64(value.Value)) + "L",
        (ConfigKind.Double, int or double) => Real(Convert.ToDouble(value.Value)),
        (ConfigKind.Float, int or float or double) => Real(Convert.ToDouble(value.Value)) + "f",
        _ => null,
    };

    private static string? EnumMember(TypedConstant value, ITypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(value.Type, type) && value.EnumMember() is { } name
            ? $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{CSharp.Identifier(name)}"
            : null;

    private static string? Real(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            return null;
        var text = CSharp.Literal(number);
        return text.Any(character => character is '.' or 'E') ? text : text + ".0";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
