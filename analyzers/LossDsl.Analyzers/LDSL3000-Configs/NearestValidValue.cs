using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Analyzers.Configs;

/// <summary>Computes the value that the code fix writes in place of an illegal one.</summary>
internal static class NearestValidValue
{
    // The range of decimal. Infinity, which stands for no bound, is beyond it as well.
    private const double GreatestWorthWriting = 1e28;

    /// <summary>The legal value nearest to a constant, as C# source; null if there is none.</summary>
    public static string? Find(DataAnnotationRules rules, object constant, ITypeSymbol? type)
    {
        if (constant is string text)
            return NearestName.Find(text, rules.Allowed.OfType<string>()) is { } meant ? SymbolDisplay.FormatLiteral(meant, quote: true) : null;
        if (rules is not { Range: { } range, Allowed.IsEmpty: true } || Constants.ToDouble(constant) is not { } number || type is null)
            return null;

        var bound = Nearest(range, number, type.UnwrapNullable().IsIntegral());
        if (double.IsNaN(number) || Math.Abs(bound) > GreatestWorthWriting || !range.Contains(bound))
            return null;

        return type.UnwrapNullable().SpecialType switch
        {
            SpecialType.System_Single => SymbolDisplay.FormatPrimitive((float)bound, quoteStrings: false, useHexadecimalNumbers: false) + "f",
            SpecialType.System_Decimal => SymbolDisplay.FormatPrimitive((decimal)bound, quoteStrings: false, useHexadecimalNumbers: false) + "m",
            _ => SymbolDisplay.FormatPrimitive(bound, quoteStrings: false, useHexadecimalNumbers: false),
        };
    }

    // An exclusive bound has no nearest real number, but a nearest integer.
    private static double Nearest(ValueRange range, double number, bool isWhole)
    {
        var isTooSmall = number < range.Minimum || (number == range.Minimum && range.MinimumIsExclusive);
        if (!isWhole)
            return isTooSmall ? range.Minimum : range.Maximum;
        if (isTooSmall)
            return range.MinimumIsExclusive ? Math.Floor(range.Minimum) + 1 : Math.Ceiling(range.Minimum);
        return range.MaximumIsExclusive ? Math.Ceiling(range.Maximum) - 1 : Math.Floor(range.Maximum);
    }
}
