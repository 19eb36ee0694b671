using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>
/// The counts of a batch that a loss is divided by: a <c>GlobalNormalization</c>, or a sum that becomes a part of one.
/// </summary>
/// <param name="Batch">The batch that was counted.</param>
/// <param name="Site">The operation in the analyzed method that counts.</param>
/// <param name="Counted">The expression that is the counted batch.</param>
internal sealed record CountsValue(BatchValue Batch, IOperation Site, IOperation Counted) : AbstractValue;
