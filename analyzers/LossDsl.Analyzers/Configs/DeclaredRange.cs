using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>Reads the <c>[Range]</c> of System.ComponentModel.DataAnnotations.</summary>
internal static class DeclaredRange
{
    /// <summary>The range; null where its bounds are not numbers.</summary>
    public static ValueRange? Read(AttributeData attribute) =>
        Bounds(attribute) is var (least, greatest)
            ? new ValueRange(least, greatest)
            {
                MinimumIsExclusive = attribute.Named("MinimumIsExclusive") is true,
                MaximumIsExclusive = attribute.Named("MaximumIsExclusive") is true,
            }
            : null;

    /// <summary>Whether the bounds are two numbers, the form that configs of losses read.</summary>
    public static bool IsOfNumbers(AttributeData attribute) => attribute.ConstructorArguments is [var least, var greatest]
        && least.Value is int or double && greatest.Value is int or double;

    /// <summary>Whether values are converted to whole numbers before they are compared, as the attribute's int form does.</summary>
    public static bool IsOfInts(AttributeData attribute) => attribute.ConstructorArguments is [{ Value: int }, { Value: int }];

    private static (double Least, double Greatest)? Bounds(AttributeData attribute)
    {
        if (IsOfNumbers(attribute))
            return (Number(attribute.ConstructorArguments[0]), Number(attribute.ConstructorArguments[1]));

        // [Range(typeof(decimal), "0.1", "1")]
        return attribute.ConstructorArguments is [{ Value: ITypeSymbol type }, { Value: string low }, { Value: string high }]
            && type.IsNumber()
            && double.TryParse(low, NumberStyles.Float, CultureInfo.InvariantCulture, out var least)
            && double.TryParse(high, NumberStyles.Float, CultureInfo.InvariantCulture, out var greatest)
                ? (least, greatest)
                : null;
    }

    private static double Number(TypedConstant constant) => Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture);
}
