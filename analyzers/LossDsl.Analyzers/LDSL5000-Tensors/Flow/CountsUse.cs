using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A call that divides the loss of a batch by counts.</summary>
/// <param name="Counts">The counts.</param>
/// <param name="Batch">The batch; null where nothing is known of it.</param>
/// <param name="Site">The call, or what calls the helper that it stands in.</param>
/// <param name="Argument">The expression that gives the counts.</param>
/// <param name="IsHere">Whether the call stands in the method that is looked at.</param>
internal sealed record CountsUse(CountsValue Counts, BatchValue? Batch, IOperation Site, IOperation Argument, bool IsHere);
