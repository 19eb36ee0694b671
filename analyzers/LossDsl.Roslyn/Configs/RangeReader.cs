using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>
/// Reads the <c>[Range]</c> of System.ComponentModel.DataAnnotations and reports ranges that cannot be enforced (LDSL1006).
/// </summary>
internal static class RangeReader
{
    /// <summary>
    /// The diagnostic property that tells the code fix what is wrong: <see cref="Reversed"/> or <see cref="Texts"/>.
    /// </summary>
    public const string ErrorKind = "flaw";

    /// <summary>The minimum is greater than the maximum.</summary>
    public const string Reversed = "reversed";

    /// <summary>The bounds are strings.</summary>
    public const string Texts = "texts";

    /// <summary>The range of an attribute; null if its bounds are not numbers.</summary>
    public static ValueRange? Read(AttributeData attribute) =>
        Bounds(attribute) is var (least, greatest)
            ? new ValueRange(least, greatest)
            {
                MinimumIsExclusive = attribute.GetNamedArgument("MinimumIsExclusive") is true,
                MaximumIsExclusive = attribute.GetNamedArgument("MaximumIsExclusive") is true,
            }
            : null;

    /// <summary>The range of a setting; null if it has none, or one that cannot be enforced, which is reported.</summary>
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

    /// <summary>
    /// Whether the attribute converts values to int before it compares them, as its constructor with two ints does.
    /// </summary>
    public static bool IsIntRange(AttributeData attribute) => attribute.ConstructorArguments is [{ Value: int }, { Value: int }];

    /// <summary>
    /// Whether a range contains no number, or no whole number if <paramref name="isWhole"/>. A bound that is NaN makes it
    /// empty.
    /// </summary>
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
