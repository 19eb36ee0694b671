using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>An integer: a length, or the index of a dimension.</summary>
/// <param name="Value">The value, which may be symbolic.</param>
internal sealed record LengthValue(Dimension Value) : AbstractValue;
