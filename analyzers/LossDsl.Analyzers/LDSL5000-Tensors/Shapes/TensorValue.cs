using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A tensor.</summary>
/// <param name="Shape">Its shape; null where not even its rank is known.</param>
/// <param name="Class">The class of its element type.</param>
/// <param name="Origin">What gave it its shape.</param>
/// <param name="IsIds">Whether its entries are ids, of tokens or of anything else.</param>
internal sealed record TensorValue(Shape? Shape, ElementClass Class = ElementClass.Unknown, Origin? Origin = null, bool IsIds = false) : AbstractValue
{
    /// <summary>A tensor of which nothing is known.</summary>
    public static TensorValue Unknown { get; } = new((Shape?)null);

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => Shape is not null || Class != ElementClass.Unknown;

    /// <summary>Either of two.</summary>
    public TensorValue With(TensorValue other) => new(
        Shape.Join(Shape, other.Shape),
        Class == other.Class ? Class : ElementClass.Unknown,
        Origin == other.Origin ? Origin : null,
        IsIds && other.IsIds);

    /// <summary>Whether the same is known of two, wherever they come from.</summary>
    public bool Equals(TensorValue? other) => other is not null && Equals(Shape, other.Shape) && Class == other.Class && IsIds == other.IsIds;

    /// <inheritdoc/>
    public override int GetHashCode() => (Shape, Class).GetHashCode();
}
