using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Conversions and tests of the built-in numeric types.</summary>
internal static class Numbers
{
    /// <summary>A boxed number as a double; null for any other value.</summary>
    public static double? ToDouble(object? value) => value is sbyte or byte or short or ushort or int or uint or long or ulong
        or float or double or decimal ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    public static bool IsIntegral(this ITypeSymbol type) => type.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64;

    public static bool IsNumeric(this ITypeSymbol type) => type.IsIntegral() || type.SpecialType is
        SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;
}
