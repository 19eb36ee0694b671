namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>An item of a tensor index.</summary>
/// <param name="Kind">The kind of the item.</param>
/// <param name="Begin">The begin of a slice, or the selected entry; null if unknown.</param>
/// <param name="End">The end of a slice, negative if counted from the end; null if unknown.</param>
/// <param name="Index">The shape of a tensor that is used as an index.</param>
internal sealed record IndexItem(IndexKind Kind, long? Begin = null, long? End = null, Shape? Index = null);

/// <summary>The kinds of index items.</summary>
internal enum IndexKind
{
    /// <summary>An integer: selects one entry and removes the dimension.</summary>
    Entry,

    /// <summary>A slice from <c>Begin</c> to <c>End</c>.</summary>
    Slice,

    /// <summary>A slice from <c>Begin</c> to the end of the dimension.</summary>
    SliceToEnd,

    /// <summary>A slice with unknown bounds.</summary>
    AnySlice,

    /// <summary>A new dimension of length 1.</summary>
    New,

    /// <summary>An ellipsis: all dimensions without an item.</summary>
    Ellipsis,

    /// <summary>A tensor of integers.</summary>
    Numbers,

    /// <summary>A tensor of bool.</summary>
    Mask,
}
