using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>
/// LDSL1002: a property that is declared as a tensor must have type Tensor, and generated code must be able to set it.
/// </summary>
internal static class TensorProperty
{
    /// <summary>
    /// The diagnostic property that tells the code fix what is wrong: <see cref="Type"/> or <see cref="Accessor"/>.
    /// </summary>
    public const string ErrorKind = "flaw";

    /// <summary>The property's type is not Tensor.</summary>
    public const string Type = "type";

    /// <summary>The property has no accessor that generated code can set it with.</summary>
    public const string Accessor = "accessor";

    /// <summary>Reports an invalid property.</summary>
    /// <param name="property">The property.</param>
    /// <param name="isMetric">Whether it is a metric, which is only read and may be computed, instead of a tensor of a
    /// batch.</param>
    /// <param name="symbols">The known symbols.</param>
    /// <param name="diagnostics">Receives the diagnostics.</param>
    public static void Check(IPropertySymbol property, bool isMetric, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        var accessor = isMetric ? property.GetMethod : property.SetMethod;
        if (property.Type.TypeKind == TypeKind.Error)
            diagnostics.MarkAsCompilerError(property);
        else if (!property.Type.Is(symbols.TensorType) || (isMetric && property.NullableAnnotation == NullableAnnotation.Annotated))
            Report(Type, $"have the type Tensor, not {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
        else if (property.IsStatic || property.IsIndexer)
            Report("", property.IsStatic ? "not be static" : "not be an indexer");
        else if (!property.CanBeReferencedByName)
            Report("", "not be the implementation of an interface's property");
        else if (property.GetMethod is null || accessor is null)
            Report(Accessor, isMetric ? "have the accessor get" : "have the accessors get and init (or set)");
        else if (!symbols.Compilation.IsSymbolAccessibleWithin(accessor, diagnostics.Type))
            Report("", $"have accessors that {diagnostics.Type.Name} can reach");

        void Report(string flaw, string must) => diagnostics.AddError(
            "LDSL1002", property, location: null, $"{property.Name} is declared as a {(isMetric ? "metric" : "tensor")}, so it must {must}", ErrorKind, flaw);
    }
}
