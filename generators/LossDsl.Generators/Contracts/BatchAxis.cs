namespace LossDsl.Generators.Contracts;

/// <summary>Where a tensor has the batch dimension, and how many of its entries there belong to a row.</summary>
/// <remarks>
/// The batch dimension is the first name in the first shape that has one. Where shapes have multiples of it
/// (<c>2*P S</c> beside <c>P</c>), a row is what the smallest of them calls one, so that every cut is exact.
/// </remarks>
/// <param name="Axis">The axis, counted from the end where the shape has any number of leading dimensions.</param>
/// <param name="PerRow">The number of entries that belong to a row.</param>
/// <param name="Offset">The number of entries beyond those: 1 for <c>B+1</c> cumulative lengths.</param>
internal readonly record struct BatchAxis(int Axis, long PerRow, long Offset)
{
    /// <summary>The batch axes of tensors, null for one that is the same for all rows.</summary>
    public static IReadOnlyList<BatchAxis?> Of(IReadOnlyList<TensorModel> tensors)
    {
        var shapes = tensors.Select(tensor => Parse(tensor.Shape)).ToList();
        var name = shapes.SelectMany(shape => shape.Dimensions).FirstOrDefault(dimension => dimension.Name is not null).Name;
        if (name is null)
            return [.. tensors.Select(_ => (BatchAxis?)null)];

        var axes = shapes.Select(shape => Find(shape, name)).ToList();
        var row = axes.Where(axis => axis is not null).Aggregate(0L, (divisor, axis) => CommonDivisor(divisor, axis!.Value.PerRow));
        return [.. axes.Select(axis => axis is { } found ? found with { PerRow = found.PerRow / row } : axis)];
    }

    /// <summary>The last axis of a shape, counted as <see cref="Axis"/> is; the token axis of an aligned tensor.</summary>
    public static int Last(string shape)
    {
        var (anyLeading, dimensions) = Parse(shape);
        return anyLeading ? -1 : dimensions.Count - 1;
    }

    /// <summary>The place among the entries of the tensor where a row begins.</summary>
    public string At(string row) => PerRow == 1 ? row : $"{PerRow} * {row}";

    /// <summary>The place after the last entry of the rows before another.</summary>
    public string End(string row) => Offset switch
    {
        > 0 => $"{At(row)} + {Offset}",
        < 0 => $"{At(row)} - {-Offset}",
        _ => At(row),
    };

    private static (bool AnyLeading, IReadOnlyList<ShapeGrammar.Dimension> Dimensions) Parse(string shape) =>
        ShapeGrammar.TryParse(shape, out var anyLeading, out var dimensions, out _) ? (anyLeading, dimensions) : (false, []);

    private static BatchAxis? Find((bool AnyLeading, IReadOnlyList<ShapeGrammar.Dimension> Dimensions) shape, string name)
    {
        for (var i = 0; i < shape.Dimensions.Count; i++)
        {
            var dimension = shape.Dimensions[i];
            if (dimension.Name == name)
                return new BatchAxis(shape.AnyLeading ? i - shape.Dimensions.Count : i, dimension.Factor, dimension.Offset);
        }

        return null;
    }

    private static long CommonDivisor(long a, long b) => b == 0 ? a : CommonDivisor(b, a % b);
}
