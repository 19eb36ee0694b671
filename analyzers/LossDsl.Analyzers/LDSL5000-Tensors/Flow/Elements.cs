using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>What a loop over something hands out.</summary>
internal static class Elements
{
    /// <summary>The element of a sequence, in a loop that takes another one each time; null where none does.</summary>
    public static Fact? Of(Fact? collection, IOperation? loop) => collection is SequenceFact { Element: var element } ? In(element, loop) : null;

    /// <summary>What a function that is called for each element returns, as whoever enumerates that gets it.</summary>
    public static Fact? Outside(Fact? returned, IOperation function) => returned switch
    {
        BatchFact batch when ReferenceEquals(batch.Loop, function) => batch with { Loop = null },
        CountsFact counts when ReferenceEquals(counts.Batch.Loop, function) => counts with { Batch = counts.Batch with { Loop = null } },
        TupleFact tuple => new TupleFact([.. tuple.Elements.Select(part => Outside(part, function))]),
        _ => returned,
    };

    private static Fact? In(Fact? element, IOperation? loop) => element switch
    {
        BatchFact batch => batch.In(loop),
        CountsFact counts => counts with { Batch = counts.Batch.In(loop) },
        TupleFact tuple => new TupleFact([.. tuple.Elements.Select(part => In(part, loop))]),
        _ => element,
    };
}
