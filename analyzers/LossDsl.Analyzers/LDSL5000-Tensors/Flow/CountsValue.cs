using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>The counts of a batch that a loss divides by: a <c>GlobalNormalization</c>, or a sum that becomes a part of one.</summary>
/// <param name="Batch">What was counted.</param>
/// <param name="Site">What counts it, in the method that is looked at.</param>
/// <param name="Counted">The expression that names the batch.</param>
internal sealed record CountsValue(BatchValue Batch, IOperation Site, IOperation Counted) : AbstractValue;
