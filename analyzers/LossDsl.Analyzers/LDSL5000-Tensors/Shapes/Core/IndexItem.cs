namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>One item between the brackets of an index.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Begin">Where a slice begins, or the entry that is chosen; null where it is not known.</param>
/// <param name="End">Where a slice ends, negative from the end; null where it is not known.</param>
/// <param name="Index">The shape of a tensor that chooses.</param>
internal sealed record IndexItem(IndexKind Kind, long? Begin = null, long? End = null, Shape? Index = null);

/// <summary>The kinds of items of an index.</summary>
internal enum IndexKind
{
    /// <summary>One entry: the dimension goes.</summary>
    Entry,

    /// <summary>A slice from <c>Begin</c> to <c>End</c>.</summary>
    Slice,

    /// <summary>A slice to the end of the dimension.</summary>
    SliceToEnd,

    /// <summary>A slice that nobody knows.</summary>
    AnySlice,

    /// <summary>A new dimension of one entry.</summary>
    New,

    /// <summary>All dimensions that no other item names.</summary>
    Ellipsis,

    /// <summary>A tensor of whole numbers.</summary>
    Numbers,

    /// <summary>A mask.</summary>
    Mask,
}
