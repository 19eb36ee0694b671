using LossDsl.Generators.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Contracts;

/// <summary>Reads a property that is declared as a tensor.</summary>
internal static class TensorReader
{
    /// <summary>The model of the tensor; null where the declaration is malformed.</summary>
    public static TensorModel? Read(
        IPropertySymbol property, INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (property.Attribute(Vocabulary.Tensor) is not { ConstructorArguments: [{ Value: string shape }, var dtype] } attribute
            || property.Type.ToDisplayString(NullableFlowState.NotNull) != Vocabulary.TensorType
            || !ShapeGrammar.TryParse(shape, out _, out var dimensions, out _)
            || dtype.EnumMember() is not { } elements
            || Aligned(attribute) is not { } aligned
            || (aligned != "None" && dimensions.Count == 0))
        {
            return null;
        }

        var key = attribute.Named("Key") as string ?? SnakeCase.From(property.Name);
        var below = attribute.Named("Below") as string;
        var optional = property.NullableAnnotation == NullableAnnotation.Annotated;
        if (string.IsNullOrWhiteSpace(key)
            || !IsNameOrNull(below)
            || !ConditionReader.TryRead(property, type, compilation, out var condition)
            || (condition is not null && !optional))
        {
            return null;
        }

        return new TensorModel(
            property.Name,
            key,
            shape,
            elements,
            aligned,
            below,
            optional,
            condition,
            IsPublic: property.DeclaredAccessibility == Accessibility.Public,
            Documentation.Summary(property, cancellation));
    }

    /// <summary>Whether a property is a tensor with a next-token view.</summary>
    public static bool IsAligned(IPropertySymbol property) =>
        property.Attribute(Vocabulary.Tensor) is { } attribute && Aligned(attribute) is not (null or "None");

    private static string? Aligned(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Aligned")
                return argument.Value.EnumMember();
        }

        return "None";
    }

    private static bool IsNameOrNull(string? below) => below is null
        || (ShapeGrammar.TryParse(below, out var anyLeading, out var dimensions, out _)
            && !anyLeading && dimensions.Count == 1 && dimensions[0].IsPlainName);
}
