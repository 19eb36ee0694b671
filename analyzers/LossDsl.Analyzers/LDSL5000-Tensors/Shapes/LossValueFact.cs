using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A <c>LossResult</c>: a loss without dimensions, and metrics.</summary>
internal sealed record LossValueFact : Fact
{
    public static LossValueFact Instance { get; } = new();

    /// <summary>The loss.</summary>
    public static TensorFact Loss { get; } = new(Shape.Scalar, ElementClass.Float);
}
