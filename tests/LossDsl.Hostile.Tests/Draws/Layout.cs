namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The memory layout of a tensor.</summary>
internal enum Layout
{
    /// <summary>Row by row.</summary>
    Contiguous,

    /// <summary>Its first and last dimension are swapped in memory.</summary>
    Transposed,

    /// <summary>Every second element along the last dimension of a larger tensor, with garbage between them.</summary>
    Strided,

    /// <summary>A part of a larger tensor, with a storage offset.</summary>
    Offset,

    /// <summary>All rows are the same one: stride 0 along the first dimension.</summary>
    ExpandedRows,

    /// <summary>All elements of a row are the same one: stride 0 along the last dimension.</summary>
    ExpandedLast,
}
