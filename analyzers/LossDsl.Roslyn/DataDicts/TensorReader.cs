using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>Reads a property that is declared as a tensor.</summary>
internal static class TensorReader
{
    /// <summary>The model of the tensor; null where the property has no attribute that says so, or code cannot name it.</summary>
    public static TensorModel? Read(IPropertySymbol property, Vocabulary vocabulary, Problems problems)
    {
        if (property.Attribute(vocabulary.Tensor) is not { } attribute)
            return null;
        TensorProperty.Check(property, isMetric: false, vocabulary, problems);
        EnumArguments.Check(attribute, property, problems);
        var (shape, type) = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: var text }, { Kind: TypedConstantKind.Enum } dtype]
            ? (ShapeReader.Read(text as string, attribute, property, problems), dtype.EnumMember() ?? "Any")
            : (null, "Any");
        if (shape is null)
            problems.DoesNotCompile(property);
        var condition = ConditionReader.Read(property, vocabulary, problems);
        if (property.IsStatic || property.IsIndexer || !property.CanBeReferencedByName)
            return null;
        return new TensorModel(
            property.Name,
            attribute.Named("Key") as string ?? SnakeCase.From(property.Name),
            shape ?? "",
            type,
            Aligned(attribute),
            ShapeReader.Bound(attribute, type, property, problems),
            property.NullableAnnotation == NullableAnnotation.Annotated,
            condition,
            IsPublic: property.DeclaredAccessibility == Accessibility.Public,
            Documentation.Summary(property, problems.Cancellation));
    }

    /// <summary>Whether a property is a tensor with a next-token view.</summary>
    public static bool IsAligned(IPropertySymbol property, Vocabulary vocabulary) =>
        property.Attribute(vocabulary.Tensor) is { } attribute && Aligned(attribute) != "None";

    /// <summary>Where the key of a tensor or a metric is given; null where it is not.</summary>
    public static Location? KeyPlace(IPropertySymbol property, Vocabulary vocabulary, CancellationToken cancellation) =>
        (property.Attribute(vocabulary.Tensor) ?? property.Attribute(vocabulary.Metric))?.Argument(cancellation, "Key")?.GetLocation();

    private static string Aligned(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Aligned")
                return argument.Value.EnumMember() ?? "None";
        }

        return "None";
    }
}
