using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Declarations;

/// <summary>What the shapes of a data dict say, taken together.</summary>
/// <param name="Count">The number of tensors.</param>
/// <param name="IsWhole">Whether all shapes are well-formed.</param>
/// <param name="Dimensions">The dimensions of those that are.</param>
/// <param name="Bounds">The dimensions that bound the values of tensors.</param>
internal sealed record DeclaredShapes(
    int Count, bool IsWhole, IReadOnlyList<ShapeGrammar.Dimension> Dimensions, IReadOnlyList<string> Bounds)
{
    /// <summary>Reads the shapes, those of bases included.</summary>
    public static DeclaredShapes Of(INamedTypeSymbol type, Vocabulary vocabulary)
    {
        var (count, isWhole) = (0, true);
        var (all, bounds) = (new List<ShapeGrammar.Dimension>(), new List<string>());
        foreach (var property in type.AllProperties())
        {
            if (property.Attribute(vocabulary.Tensor) is not { } attribute)
                continue;
            count++;
            if (attribute.ConstructorArguments is [{ Value: string shape }, ..]
                && ShapeGrammar.TryParse(shape, out _, out var dimensions, out _))
                all.AddRange(dimensions);
            else
                isWhole = false;
            if (attribute.Named("Below") is string bound)
                bounds.Add(bound);
        }

        return new DeclaredShapes(count, isWhole, all, bounds);
    }
}
