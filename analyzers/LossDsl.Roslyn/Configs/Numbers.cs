using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Numbers of any type.</summary>
internal static class Numbers
{
    /// <summary>A constant as a number; null where it is none.</summary>
    public static double? ToDouble(object? value) => value is sbyte or byte or short or ushort or int or uint or long or ulong
        or float or double or decimal ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Whether a type holds whole numbers only.</summary>
    public static bool IsIntegral(this ITypeSymbol type) => type.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64;

    /// <summary>Whether a type holds numbers.</summary>
    public static bool IsNumeric(this ITypeSymbol type) => type.IsIntegral() || type.SpecialType is
        SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;
}
