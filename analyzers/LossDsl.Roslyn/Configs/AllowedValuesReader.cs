using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Roslyn.Configs;

/// <summary>Reads the <c>[AllowedValues]</c> of a setting; LDSL1009 says where they are not values of its type.</summary>
internal static class AllowedValuesReader
{
    /// <summary>The only legal values besides null; null for any.</summary>
    public static IReadOnlyList<object>? Read(IPropertySymbol property, KnownSymbols symbols) =>
        property.GetAttribute(symbols.AllowedValuesAttribute) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } list] }
            ? [.. list.Values.Where(value => !value.IsNull && property.Type.Accepts(value)).Select(value => property.Type.ConvertValue(value.Value)).OfType<object>()]
            : null;

    /// <summary>Notes values that the setting can never have. Whether null is legal is up to the property's type.</summary>
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
