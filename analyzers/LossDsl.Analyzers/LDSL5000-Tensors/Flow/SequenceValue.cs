namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A list, an array or another enumerable.</summary>
/// <param name="Element">What is known about every element.</param>
internal sealed record SequenceValue(AbstractValue? Element) : AbstractValue;
