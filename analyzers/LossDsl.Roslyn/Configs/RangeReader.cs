using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Reads the <c>[Range]</c> of System.ComponentModel.DataAnnotations; LDSL1006 says where it cannot be enforced.</summary>
internal static class RangeReader
{
    /// <summary>The hint that says what is wrong, where there is a fix: one of the two values below.</summary>
    public const string ErrorKind = "flaw";

    /// <summary>The bounds stand the wrong way round.</summary>
    public const string Reversed = "reversed";

    /// <summary>The bounds are texts.</summary>
    public const string Texts = "texts";

    /// <summary>The range; null where its bounds are not numbers.</summary>
    public static ValueRange? Read(AttributeData attribute) =>
        Bounds(attribute) is var (least, greatest)
            ? new ValueRange(least, greatest)
            {
                MinimumIsExclusive = attribute.GetNamedArgument("MinimumIsExclusive") is true,
                MaximumIsExclusive = attribute.GetNamedArgument("MaximumIsExclusive") is true,
            }
            : null;

    /// <summary>The range of a setting; null where it has none that can be enforced, which is noted.</summary>
    public static ValueRange? Read(IPropertySymbol property, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (property.GetAttribute(symbols.RangeAttribute) is not { } attribute)
            return null;
        if (property.Type.TypeKind == TypeKind.Error || attribute.AttributeConstructor is null)
        {
            diagnostics.MarkAsCompilerError(property);
            return null;
        }

        if (Problem(attribute, property.Type.UnwrapNullable()) is not { } problem)
            return Read(attribute);
        var flaw = property.Type.UnwrapNullable().IsNumeric() ? Fixable(attribute) : null;
        diagnostics.AddError(
            "LDSL1006",
            property,
            attribute.GetLocation(property, diagnostics.Cancellation),
            $"The range of {property.Name} {problem}",
            flaw is null ? null : ErrorKind,
            flaw);
        return null;
    }

    /// <summary>Whether values are converted to whole numbers before they are compared, as the attribute's int form does.</summary>
    public static bool IsIntRange(AttributeData attribute) => attribute.ConstructorArguments is [{ Value: int }, { Value: int }];

    /// <summary>Whether no number, or no whole one, is in a range; NaN, which is not a bound of anything, makes a range empty as well.</summary>
    public static bool IsEmpty(ValueRange range, bool isWhole)
    {
        if (!isWhole)
            return !(range.Minimum < range.Maximum || range.Contains(range.Minimum));
        var least = range.MinimumIsExclusive ? Math.Floor(range.Minimum) + 1 : Math.Ceiling(range.Minimum);
        var greatest = range.MaximumIsExclusive ? Math.Ceiling(range.Maximum) - 1 : Math.Floor(range.Maximum);
        return !(least <= greatest);
    }

    private static string? Problem(AttributeData attribute, ITypeSymbol type)
    {
        if (!type.IsNumeric())
            return $"does not fit its type {type.ToDisplayName()}, which is not a number";
        if (!IsOfNumbers(attribute))
            return "must be given as two numbers to be enforced";
        return Read(attribute) is { } range && IsEmpty(range, type.IsIntegral())
            ? $"is empty: no {(type.IsIntegral() ? "whole number" : "number")} is {range}"
            : null;
    }

    private static string? Fixable(AttributeData attribute) => attribute.ConstructorArguments switch
    {
        [{ Value: ITypeSymbol }, ..] => Texts,
        _ when Read(attribute) is { } range && range.Maximum < range.Minimum => Reversed,
        _ => null,
    };

    private static bool IsOfNumbers(AttributeData attribute) => attribute.ConstructorArguments is [var least, var greatest]
        && least.Value is int or double && greatest.Value is int or double;

    private static (double Least, double Greatest)? Bounds(AttributeData attribute)
    {
        if (IsOfNumbers(attribute))
            return (Number(attribute.ConstructorArguments[0]), Number(attribute.ConstructorArguments[1]));

        // [Range(typeof(decimal), "0.1", "1")]
        return attribute.ConstructorArguments is [{ Value: ITypeSymbol type }, { Value: string low }, { Value: string high }]
            && type.IsNumeric()
            && double.TryParse(low, NumberStyles.Float, CultureInfo.InvariantCulture, out var least)
            && double.TryParse(high, NumberStyles.Float, CultureInfo.InvariantCulture, out var greatest)
                ? (least, greatest)
                : null;
    }

    private static double Number(TypedConstant constant) => Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture);
}
