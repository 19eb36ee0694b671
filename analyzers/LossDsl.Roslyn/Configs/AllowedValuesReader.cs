using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Roslyn.Configs;

/// <summary>
/// Reads the <c>[AllowedValues]</c> attribute of a setting and reports values that the setting's type cannot have (LDSL1009).
/// </summary>
internal static class AllowedValuesReader
{
    /// <summary>The legal values, null excluded; null if the property has no <c>[AllowedValues]</c>.</summary>
    public static IReadOnlyList<object>? Read(IPropertySymbol property, KnownSymbols symbols) =>
        property.GetAttribute(symbols.AllowedValuesAttribute) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } list] }
            ? [.. list.Values.Where(value => !value.IsNull && property.Type.Accepts(value)).Select(value => property.Type.ConvertValue(value.Value)).OfType<object>()]
            : null;

    /// <summary>
    /// Reports values that the setting's type cannot have. A null among the values is ignored: the property's type decides
    /// whether null is legal.
    /// </summary>
    public static void Check(IPropertySymbol property, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (property.GetAttribute(symbols.AllowedValuesAttribute) is not { } attribute)
            return;
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array } list])
        {
            diagnostics.MarkAsCompilerError(property);
            return;
        }

        var values = list.IsNull ? [] : list.Values;
        var arguments = (attribute.ApplicationSyntaxReference?.GetSyntax(diagnostics.Cancellation) as AttributeSyntax)?.ArgumentList?.Arguments ?? [];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Kind == TypedConstantKind.Error)
                diagnostics.MarkAsCompilerError(property);
            else if (!values[i].IsNull && !property.Type.Accepts(values[i]))
                Report(
                    arguments.Count == values.Length ? arguments[i].GetLocation() : null,
                    $"can never be {values[i].ToCSharpString()}: it is of type {property.Type.UnwrapNullable().ToDisplayName()}");
        }

        if (values.All(value => value.IsNull))
            Report(place: null, "has no allowed value");

        void Report(Location? place, string problem) => diagnostics.AddError(
            "LDSL1009", property, place ?? attribute.GetLocation(property, diagnostics.Cancellation), $"{property.Name} {problem}");
    }
}
