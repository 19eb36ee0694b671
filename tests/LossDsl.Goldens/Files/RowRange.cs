namespace LossDsl.Goldens.Files;

/// <summary>A range of rows of a batch.</summary>
/// <param name="Begin">The first row.</param>
/// <param name="End">The row after the last one.</param>
internal readonly record struct RowRange(long Begin, long End)
{
    /// <summary>Reads <c>[begin, end]</c>.</summary>
    /// <param name="node">The node.</param>
    /// <param name="rows">The total number of rows.</param>
    public static RowRange Read(GoldenNode node, long rows)
    {
        if (node.List() is not [var first, var last])
            throw node.CreateException("expected [begin, end]");
        var (begin, end) = (first.Integer(), last.Integer());
        if (begin < 0 || begin > end || end > rows)
            throw node.CreateException($"there are no rows {begin} to {end} among {rows}");
        return new RowRange(begin, end);
    }
}
