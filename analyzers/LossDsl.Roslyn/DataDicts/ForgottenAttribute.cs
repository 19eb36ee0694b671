using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>LDSL1019: a property of type Tensor must have the attribute that declares it.</summary>
internal static class ForgottenAttribute
{
    /// <summary>
    /// Reports a property that holds a tensor and has no attribute. Computed properties need none; a <c>required</c> one is
    /// LDSL1012.
    /// </summary>
    /// <param name="property">The property.</param>
    /// <param name="attribute">The name of the missing attribute.</param>
    /// <param name="symbols">The known symbols.</param>
    /// <param name="diagnostics">Receives the diagnostic.</param>
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
                + $"mark it [{attribute}], or remove its accessor if it is computed");
        }
    }
}
