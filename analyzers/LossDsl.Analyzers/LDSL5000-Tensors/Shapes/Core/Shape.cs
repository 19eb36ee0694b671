using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A shape of known rank.</summary>
/// <param name="Dimensions">The lengths; null for an unknown one.</param>
internal sealed record Shape(ImmutableArray<Dimension?> Dimensions)
{
    /// <summary>The shape of a scalar: no dimensions.</summary>
    public static Shape Scalar { get; } = new([]);

    public int Rank => Dimensions.Length;

    /// <summary>The number of elements; null if unknown.</summary>
    public Dimension? Elements => Multiply(Dimensions);

    /// <summary>The length of a dimension; null if unknown.</summary>
    public Dimension? this[int axis] => Dimensions[axis];

    /// <summary>The product of lengths; null if one of them is unknown.</summary>
    public static Dimension? Multiply(IEnumerable<Dimension?> lengths)
    {
        var product = Dimension.One;
        foreach (var length in lengths)
        {
            if (length is null)
                return null;
            product *= length;
        }

        return product;
    }

    /// <summary>The join of two shapes: differing lengths become unknown; null if the ranks differ.</summary>
    public static Shape? Join(Shape? a, Shape? b) => a is null || b is null || a.Rank != b.Rank
        ? null
        : a.Equals(b) ? a : new Shape([.. a.Dimensions.Zip(b.Dimensions, (one, other) => Equals(one, other) ? one : null)]);

    /// <summary>A dimension counted from the front; null if it does not exist.</summary>
    /// <param name="dim">The dimension; negative values count from the end.</param>
    public int? Axis(long dim)
    {
        // torch treats a scalar as a vector of length 1 here.
        var rank = Math.Max(Rank, 1);
        return dim >= -rank && dim < rank ? (int)(dim < 0 ? dim + rank : dim) : null;
    }

    /// <summary>The shape with the length of one dimension replaced.</summary>
    public Shape With(int axis, Dimension? length) => Rank == 0 ? this : new(Dimensions.SetItem(axis, length));

    /// <summary>The shape with a dimension inserted.</summary>
    public Shape Insert(int axis, Dimension? length) => new(Dimensions.Insert(axis, length));

    /// <summary>The shape with a dimension removed.</summary>
    public Shape Remove(int axis) => Rank == 0 ? this : new(Dimensions.RemoveAt(axis));

    /// <summary>The shape with lengths that contain certain symbols made unknown.</summary>
    public Shape Forget(Func<DimensionSymbol, bool> isForgotten) =>
        Dimensions.Any(length => length?.Symbols.Any(isForgotten) is true)
            ? new([.. Dimensions.Select(length => length?.Symbols.Any(isForgotten) is true ? null : length)])
            : this;

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override int GetHashCode() => Rank;

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Dimensions.Select(length => length?.ToString() ?? "_"))}]";
}
