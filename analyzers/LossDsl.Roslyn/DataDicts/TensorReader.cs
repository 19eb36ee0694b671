using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>Reads a property with <c>[Tensor]</c>.</summary>
internal static class TensorReader
{
    /// <summary>The model of the tensor; null if the property has no <c>[Tensor]</c>, or C# source cannot refer to it.</summary>
    public static TensorModel? Read(IPropertySymbol property, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (property.GetAttribute(symbols.TensorAttribute) is not { } attribute)
            return null;
        TensorProperty.Check(property, isMetric: false, symbols, diagnostics);
        EnumArguments.Check(attribute, property, diagnostics);
        var (shape, type) = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: var text }, { Kind: TypedConstantKind.Enum } dtype]
            ? (ShapeReader.Read(text as string, attribute, property, diagnostics), dtype.GetEnumMemberName() ?? "Any")
            : (null, "Any");
        if (shape is null)
            diagnostics.MarkAsCompilerError(property);
        var condition = ConditionReader.Read(property, symbols, diagnostics);
        if (property.IsStatic || property.IsIndexer || !property.CanBeReferencedByName)
            return null;
        return new TensorModel(
            property.Name,
            attribute.GetNamedArgument("Key") as string ?? SnakeCase.From(property.Name),
            shape ?? "",
            type,
            Alignment(attribute),
            ShapeReader.ReadBound(attribute, type, property, diagnostics),
            property.NullableAnnotation == NullableAnnotation.Annotated,
            condition,
            IsPublic: property.DeclaredAccessibility == Accessibility.Public,
            Documentation.GetSummary(property, diagnostics.Cancellation));
    }

    /// <summary>Whether a property is a tensor that is part of the next-token view.</summary>
    public static bool IsAligned(IPropertySymbol property, KnownSymbols symbols) =>
        property.GetAttribute(symbols.TensorAttribute) is { } attribute && Alignment(attribute) != "None";

    /// <summary>The location of the <c>Key</c> argument of a tensor or metric; null if there is none.</summary>
    public static Location? GetKeyLocation(IPropertySymbol property, KnownSymbols symbols, CancellationToken cancellation) =>
        (property.GetAttribute(symbols.TensorAttribute) ?? property.GetAttribute(symbols.MetricAttribute))?.GetArgumentExpression(cancellation, "Key")?.GetLocation();

    private static string Alignment(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Alignment")
                return argument.Value.GetEnumMemberName() ?? "None";
        }

        return "None";
    }
}
