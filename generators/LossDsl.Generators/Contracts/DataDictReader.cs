using LossDsl.Generators.Declarations;
using LossDsl.Generators.Source;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Contracts;

/// <summary>Reads the symbols of a data dict.</summary>
internal static class DataDictReader
{
    /// <summary>The model of a data dict; null where the declaration is malformed.</summary>
    public static DataDictModel? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var bases = type.Completed(
            Vocabulary.DataDict, GeneratedNames.DataDict, parent => Read(parent, compilation, cancellation) is not null);
        if (bases is null || DeclarationReader.Read(type, derives: bases.Count > 0) is not { } declaration)
            return null;

        var tensors = new List<TensorModel>();
        var settable = new HashSet<string>();
        string? extra = null;
        foreach (var property in type.Properties())
        {
            cancellation.ThrowIfCancellationRequested();
            var isTensor = property.Attribute(Vocabulary.Tensor) is not null;
            var isExtra = property.Attribute(Vocabulary.Extra) is not null;
            if (!isTensor && !isExtra)
                continue;
            if ((isTensor && isExtra) || (isExtra && extra is not null) || !property.IsSettable(type, compilation))
                return null;

            settable.Add(property.Name);
            if (isExtra && IsDictionary(property.Type))
                extra = property.Name;
            else if (isTensor && TensorReader.Read(property, type, compilation, cancellation) is { } tensor)
                tensors.Add(tensor);
            else
                return null;
        }

        var model = new DataDictModel(
            declaration, tensors.ToEquatableArray(), extra, bases.Any(HasView), bases.SelectMany(Configs).ToEquatableArray());
        return type.CanBeMadeOf(settable) && IsOneBatch(model) ? model : null;
    }

    private static bool HasView(INamedTypeSymbol parent) =>
        parent.Properties().Any(property => TensorReader.IsAligned(property));

    private static IEnumerable<string> Configs(INamedTypeSymbol parent) =>
        parent.Properties().Select(ConditionReader.Config).OfType<string>().Distinct();

    // One batch has rows, every key once, and tokens that are not its rows; _data is the view's own.
    private static bool IsOneBatch(DataDictModel model)
    {
        var (tensors, axes) = (model.Tensors, model.Axes);
        return axes.Group > 0
            && tensors.Select(tensor => tensor.Key).Distinct().Count() == tensors.Count
            && tensors.All(tensor => tensor.Name != GeneratedNames.DataOfView)
            && Enumerable.Range(0, tensors.Count).All(i =>
                tensors[i].Aligned == "None" || axes.Rows[i]?.Axis != axes.TokenAxis(i));
    }

    private static bool IsDictionary(ITypeSymbol type) =>
        type is INamedTypeSymbol { MetadataName: "IReadOnlyDictionary`2", TypeArguments: [var key, var value] } dictionary
        && dictionary.ContainingNamespace.ToDisplayString() == "System.Collections.Generic"
        && key.SpecialType == SpecialType.System_String
        && value is { SpecialType: SpecialType.System_Object, NullableAnnotation: not NullableAnnotation.NotAnnotated };
}
