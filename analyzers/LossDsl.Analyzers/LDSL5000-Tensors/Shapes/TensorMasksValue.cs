using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A <c>TokenMasks</c>.</summary>
/// <param name="Tokens">The shape of its masks per token.</param>
/// <param name="Samples">The shape of its mask per row.</param>
internal sealed record TensorMasksValue(Shape? Tokens, Shape? Samples) : AbstractValue;
