using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The dimensions of a tensor whose rank is known; null stands for a length that is not.</summary>
/// <param name="Dimensions">The dimensions.</param>
internal sealed record Shape(ImmutableArray<Dimension?> Dimensions)
{
    /// <summary>The shape of a number.</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>The number of dimensions.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>The number of elements; null where it is not known.</summary>
    public Dimension? Elements => Multiply(Dimensions);

    /// <summary>A dimension.</summary>
    public Dimension? this[int axis] => Dimensions[axis];

    /// <summary>The product of lengths; null where one of them is not known.</summary>
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

    /// <summary>What two shapes have in common: null where even their ranks differ.</summary>
    public static Shape? Join(Shape? a, Shape? b) => a is null || b is null || a.Rank != b.Rank
        ? null
        : a.Equals(b) ? a : new Shape([.. a.Dimensions.Zip(b.Dimensions, (one, other) => Equals(one, other) ? one : null)]);

    /// <summary>A dimension counted from the front; null where there is none.</summary>
    /// <param name="dim">The dimension, negative from the end.</param>
    public int? Axis(long dim)
    {
        // torch takes a number for a vector of one entry here.
        var rank = Math.Max(Rank, 1);
        return dim >= -rank && dim < rank ? (int)(dim < 0 ? dim + rank : dim) : null;
    }

    /// <summary>The shape with another length of one dimension.</summary>
    public Shape With(int axis, Dimension? length) => Rank == 0 ? this : new(Dimensions.SetItem(axis, length));

    /// <summary>The shape with one dimension more.</summary>
    public Shape Insert(int axis, Dimension? length) => new(Dimensions.Insert(axis, length));

    /// <summary>The shape with one dimension less.</summary>
    public Shape Remove(int axis) => Rank == 0 ? this : new(Dimensions.RemoveAt(axis));

    /// <summary>The shape as far as it does not depend on some symbols.</summary>
    public Shape Forget(Func<DimensionSymbol, bool> isForgotten) =>
        Dimensions.Any(length => length?.Symbols.Any(isForgotten) is true)
            ? new([.. Dimensions.Select(length => length?.Symbols.Any(isForgotten) is true ? null : length)])
            : this;

    /// <summary>Whether two have the same dimensions.</summary>
    public bool Equals(Shape? other) => other is not null && Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override int GetHashCode() => Rank;

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Dimensions.Select(length => length?.ToString() ?? "_"))}]";
}
