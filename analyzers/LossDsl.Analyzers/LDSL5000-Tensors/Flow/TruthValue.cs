namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A condition with a known value.</summary>
/// <param name="IsTrue">The value.</param>
internal sealed record TruthValue(bool IsTrue) : AbstractValue;
