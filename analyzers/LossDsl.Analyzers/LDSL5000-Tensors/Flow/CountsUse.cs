using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A call that computes a loss and divides it by counts.</summary>
/// <param name="Counts">The counts.</param>
/// <param name="Batch">The batch of the loss; null if unknown.</param>
/// <param name="Site">The call, or the call of the helper that contains it.</param>
/// <param name="Argument">The argument that is the counts.</param>
/// <param name="IsHere">Whether the call is in the analyzed method, not in a helper.</param>
internal sealed record CountsUse(CountsValue Counts, BatchValue? Batch, IOperation Site, IOperation Argument, bool IsHere);
