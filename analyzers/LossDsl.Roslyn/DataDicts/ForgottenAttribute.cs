using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>LDSL1019: a tensor of a record is declared as one.</summary>
internal static class ForgottenAttribute
{
    /// <summary>Notes a property that holds a tensor without an attribute; a computed one needs none, a required one is LDSL1012.</summary>
    /// <param name="property">The property.</param>
    /// <param name="attribute">The attribute that is missing.</param>
    /// <param name="symbols">The symbols.</param>
    /// <param name="diagnostics">The diagnostics.</param>
    public static void Check(IPropertySymbol property, string attribute, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false }
            && property.SetMethod is not null
            && property.Type.Is(symbols.TensorType)
            && (!property.IsRequired || attribute.StartsWith("Metric", StringComparison.Ordinal)))
        {
            diagnostics.AddWarning(
                "LDSL1019",
                property,
                location: null,
                $"{property.Name} of {diagnostics.Type.Name} is a tensor without [{attribute}], so nothing ever fills or reads it: "
                + $"mark it [{attribute}], or take its accessor away if it is computed");
        }
    }
}
