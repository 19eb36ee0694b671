using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A whole number: a length, or the number of a dimension.</summary>
/// <param name="Value">The number.</param>
internal sealed record LengthValue(Dimension Value) : AbstractValue;
