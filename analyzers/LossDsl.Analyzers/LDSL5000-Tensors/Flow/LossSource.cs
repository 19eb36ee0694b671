using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A call that computes a loss.</summary>
/// <param name="Site">The call, or the call of the helper that contains it.</param>
/// <param name="Loss">The symbol of the loss function; null if it is not a plain reference.</param>
/// <param name="Totals">The symbol of the counts; null if they are not a plain reference.</param>
/// <param name="Batch">The batch; null if unknown.</param>
internal sealed record LossSource(IOperation Site, ISymbol? Loss, ISymbol? Totals, BatchValue? Batch)
{
    /// <summary>Whether two calls may belong to the same objective.</summary>
    public bool IsSameTaskAs(LossSource other) =>
        (Loss is null || other.Loss is null || Loss.Is(other.Loss)) && (Totals is null || other.Totals is null || Totals.Is(other.Totals));
}
