namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A condition that is the same every time.</summary>
/// <param name="IsTrue">Whether it holds.</param>
internal sealed record TruthValue(bool IsTrue) : AbstractValue;
