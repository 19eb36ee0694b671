using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A <c>LossResult</c>: a scalar loss, and metrics.</summary>
internal sealed record LossNumberValue : AbstractValue
{
    public static LossNumberValue Instance { get; } = new();

    /// <summary>The loss as a tensor.</summary>
    public static TensorValue Loss { get; } = new(Shape.Scalar, ElementClass.Float);
}
