namespace LossDsl.Hostile.Tests.Draws;

/// <summary>How a tensor lies in memory.</summary>
internal enum Layout
{
    /// <summary>Row by row.</summary>
    Contiguous,

    /// <summary>Its first and last dimension are swapped in memory.</summary>
    Transposed,

    /// <summary>Every second element along the last dimension of a tensor with garbage between.</summary>
    Strided,

    /// <summary>A part of a larger tensor, not at its beginning.</summary>
    Offset,

    /// <summary>One row for all rows: stride 0 along the first dimension.</summary>
    ExpandedRows,

    /// <summary>One element for all of a row: stride 0 along the last dimension.</summary>
    ExpandedLast,
}
