namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A list, an array or an enumeration.</summary>
/// <param name="Element">What is known of every element.</param>
internal sealed record SequenceValue(AbstractValue? Element) : AbstractValue;
