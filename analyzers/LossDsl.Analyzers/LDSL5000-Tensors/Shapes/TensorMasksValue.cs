using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A <c>TokenMasks</c>.</summary>
/// <param name="Tokens">The shape of its masks per token; null if unknown.</param>
/// <param name="Samples">The shape of its mask per row; null if unknown.</param>
internal sealed record TensorMasksValue(Shape? Tokens, Shape? Samples) : AbstractValue;
