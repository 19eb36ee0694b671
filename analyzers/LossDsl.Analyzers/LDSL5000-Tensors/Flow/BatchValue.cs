using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A batch, and how it came out of another one.</summary>
/// <param name="Origin">What it was first: a symbol, or the syntax that made it.</param>
/// <param name="From">The batch that it was made of; null of the first.</param>
/// <param name="Relation">How its rows relate to those of <paramref name="From"/>.</param>
/// <param name="Site">What made it, in the method that is looked at; null of the first.</param>
/// <param name="Loop">The loop in which a part changes with every iteration; null where there is none.</param>
internal sealed record BatchValue(
    object Origin, BatchValue? From = null, RowRelation Relation = RowRelation.Same, IOperation? Site = null, IOperation? Loop = null) : AbstractValue
{
    /// <summary>This batch and all that it came out of, the nearest first.</summary>
    public IEnumerable<BatchValue> GetAncestors()
    {
        for (var batch = this; batch is not null; batch = batch.From)
            yield return batch;
    }

    /// <summary>The batch as a loop over parts hands it out.</summary>
    public BatchValue InLoop(IOperation? loop) => Relation == RowRelation.Part && Loop is null && loop is not null ? this with { Loop = loop } : this;

    /// <summary>The batch with other rows, or with the same rows counted otherwise.</summary>
    public BatchValue Derive(RowRelation relation, IOperation site, IOperation? loop = null) => new(Origin, this, relation, site, loop);
}
