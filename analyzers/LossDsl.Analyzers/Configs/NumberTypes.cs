using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>Which types hold numbers.</summary>
internal static class NumberTypes
{
    /// <summary>The type inside <c>Nullable</c>, or the type itself.</summary>
    public static ITypeSymbol Underlying(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
            ? value
            : type;

    /// <summary>Whether a type holds whole numbers only.</summary>
    public static bool IsWhole(this ITypeSymbol type) => type.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64;

    /// <summary>Whether a type holds numbers.</summary>
    public static bool IsNumber(this ITypeSymbol type) => type.IsWhole() || type.SpecialType is
        SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;
}
