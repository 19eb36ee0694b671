using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A tensor.</summary>
/// <param name="Shape">The shape; null if the rank is unknown.</param>
/// <param name="Class">The class of the element type.</param>
/// <param name="Origin">Where the shape comes from; null if the expression itself says it.</param>
/// <param name="IsIds">Whether the entries are ids, such as token ids.</param>
internal sealed record TensorValue(Shape? Shape, ElementClass Class = ElementClass.Unknown, Origin? Origin = null, bool IsIds = false) : AbstractValue
{
    public static TensorValue Unknown { get; } = new((Shape?)null);

    /// <summary>Whether shape or element type is known.</summary>
    public bool IsKnown => Shape is not null || Class != ElementClass.Unknown;

    /// <summary>The join of two values.</summary>
    public TensorValue With(TensorValue other) => new(
        Shape.Join(Shape, other.Shape),
        Class == other.Class ? Class : ElementClass.Unknown,
        Origin == other.Origin ? Origin : null,
        IsIds && other.IsIds);

    /// <summary>Whether shapes and element types are equal; the origin is ignored.</summary>
    public bool Equals(TensorValue? other) => other is not null && Equals(Shape, other.Shape) && Class == other.Class && IsIds == other.IsIds;

    /// <inheritdoc/>
    public override int GetHashCode() => (Shape, Class).GetHashCode();
}
