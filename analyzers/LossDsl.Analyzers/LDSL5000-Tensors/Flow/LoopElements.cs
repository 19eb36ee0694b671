using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>What a loop over something hands out.</summary>
internal static class LoopElements
{
    /// <summary>The element of a sequence, in a loop that takes another one each time; null where none does.</summary>
    public static AbstractValue? GetElement(AbstractValue? collection, IOperation? loop) => collection is SequenceValue { Element: var element } ? In(element, loop) : null;

    /// <summary>What a function that is called for each element returns, as whoever enumerates that gets it.</summary>
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
