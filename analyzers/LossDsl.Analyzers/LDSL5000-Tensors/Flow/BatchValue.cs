using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A batch and the batch that it was derived from.</summary>
/// <param name="Origin">The identity of the first batch: a symbol, or the syntax that created it.</param>
/// <param name="From">The batch that this one was derived from; null for the first batch.</param>
/// <param name="Relation">How the rows relate to those of <paramref name="From"/>.</param>
/// <param name="Site">The operation in the analyzed method that derived it; null for the first batch.</param>
/// <param name="Loop">The loop that takes another part in each iteration; null if there is none.</param>
internal sealed record BatchValue(
    object Origin, BatchValue? From = null, RowRelation Relation = RowRelation.Same, IOperation? Site = null, IOperation? Loop = null) : AbstractValue
{
    /// <summary>This batch and all batches that it was derived from, nearest first.</summary>
    public IEnumerable<BatchValue> GetAncestors()
    {
        for (var batch = this; batch is not null; batch = batch.From)
            yield return batch;
    }

    /// <summary>A part of a batch as the element of a loop over the parts.</summary>
    public BatchValue InLoop(IOperation? loop) => Relation == RowRelation.Part && Loop is null && loop is not null ? this with { Loop = loop } : this;

    /// <summary>A batch derived from this one, with other rows or another mask.</summary>
    public BatchValue Derive(RowRelation relation, IOperation site, IOperation? loop = null) => new(Origin, this, relation, site, loop);
}
