using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>The value that a <c>[RequiredWhen]</c> or <c>[ForbiddenWhen]</c> attribute compares another setting with.</summary>
/// <param name="Is">True if the rule applies when the other setting equals the value; false if it applies when the other
/// setting differs.</param>
/// <param name="Constant">The attribute's constant; null if none is given, in which case a bool setting is compared with
/// true.</param>
internal readonly record struct ComparedValue(bool Is, TypedConstant? Constant)
{
    /// <summary>The value converted to the type of the other setting.</summary>
    public object? ConvertTo(ITypeSymbol type) => Constant is { } constant ? type.ConvertValue(constant.Value) : true;

    /// <summary>Reads the arguments of the attribute.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="other">The setting that is compared with the value.</param>
    /// <param name="isTyped">Whether the value must have the other setting's type, as for rules between settings.</param>
    /// <param name="symbols">The known symbols.</param>
    /// <param name="problem">An error as a phrase that follows the owner's name; null if there is none, or if the compiler
    /// reports it.</param>
    /// <returns>The value; null if the arguments are invalid.</returns>
    public static ComparedValue? Read(
        AttributeData attribute, IPropertySymbol other, bool isTyped, KnownSymbols symbols, out string? problem)
    {
        problem = null;
        if (attribute.NamedArguments.Length > 1)
        {
            problem = "gives both Is and IsNot";
            return null;
        }

        if (attribute.NamedArguments is not [var given])
        {
            if ((isTyped ? other.Type.UnwrapNullable() : other.Type).SpecialType == SpecialType.System_Boolean)
                return new ComparedValue(Is: true, Constant: null);
            problem = $"gives neither Is nor IsNot, but {other.Name} is not a bool";
            return null;
        }

        if (given.Value.Kind == TypedConstantKind.Error)
            return null;
        problem = Problem(given.Value, other, isTyped, symbols);
        return problem is null ? new ComparedValue(given.Key == "Is", given.Value) : null;
    }

    // A rule that compares with a value that the other setting cannot have would apply always or never.
    private static string? Problem(TypedConstant constant, IPropertySymbol other, bool isTyped, KnownSymbols symbols)
    {
        var isNumber = constant.Kind == TypedConstantKind.Primitive && Numbers.ToDouble(constant.Value) is { } number && !double.IsNaN(number);
        var fits = constant.IsNull ? other.NullableAnnotation == NullableAnnotation.Annotated
            : other.Type.Accepts(constant) || (!isTyped && isNumber && other.Type.UnwrapNullable().IsNumeric());
        if (!fits)
            return $"compares {other.Name} with a value that a {other.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} never has";
        if (constant.IsNull || other.ContainingType?.HasAttribute(symbols.LossConfigAttribute) is not true)
            return null;

        var value = other.Type.ConvertValue(constant.Value)!;
        var range = other.GetAttribute(symbols.RangeAttribute) is { } declared ? RangeReader.Read(declared) : null;
        var choices = AllowedValuesReader.Read(other, symbols);
        var legal = Numbers.ToDouble(value) is { } compared && range?.Contains(compared) is false ? range.ToString()
            : choices?.Count > 0 && !choices.Any(choice => ValueComparer.AreEqual(choice, value)) ? ValueFormatter.OneOf(choices)
            : null;
        return legal is null ? null : $"compares {other.Name} with {ValueFormatter.Format(value)}, but {other.Name} must be {legal}";
    }
}
