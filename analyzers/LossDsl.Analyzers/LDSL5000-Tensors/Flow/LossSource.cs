using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A call that computes a loss.</summary>
/// <param name="Site">The call, or what calls the helper that it stands in.</param>
/// <param name="Loss">The loss that is called, where a symbol names it.</param>
/// <param name="Totals">The counts, where a symbol names them.</param>
/// <param name="Batch">The batch.</param>
internal sealed record LossSource(IOperation Site, ISymbol? Loss, ISymbol? Totals, BatchValue? Batch)
{
    /// <summary>Whether two calls belong to one objective, as far as anyone can tell.</summary>
    public bool IsSameTaskAs(LossSource other) =>
        (Loss is null || other.Loss is null || Loss.Is(other.Loss)) && (Totals is null || other.Totals is null || Totals.Is(other.Totals));
}
