using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>The elements of sequences inside and outside of a loop.</summary>
internal static class LoopElements
{
    /// <summary>
    /// The element of a sequence inside the loop that enumerates it; null if the collection is not a known sequence.
    /// </summary>
    public static AbstractValue? GetElement(AbstractValue? collection, IOperation? loop) => collection is SequenceValue { Element: var element } ? In(element, loop) : null;

    /// <summary>
    /// The result of a function that is called for each element (a <c>Select</c>), seen from outside of the function.
    /// </summary>
    public static AbstractValue? LeaveLoop(AbstractValue? returned, IOperation function) => returned switch
    {
        BatchValue batch when ReferenceEquals(batch.Loop, function) => batch with { Loop = null },
        CountsValue counts when ReferenceEquals(counts.Batch.Loop, function) => counts with { Batch = counts.Batch with { Loop = null } },
        TupleValue tuple => new TupleValue([.. tuple.Elements.Select(part => LeaveLoop(part, function))]),
        _ => returned,
    };

    private static AbstractValue? In(AbstractValue? element, IOperation? loop) => element switch
    {
        BatchValue batch => batch.InLoop(loop),
        CountsValue counts => counts with { Batch = counts.Batch.InLoop(loop) },
        TupleValue tuple => new TupleValue([.. tuple.Elements.Select(part => In(part, loop))]),
        _ => element,
    };
}
