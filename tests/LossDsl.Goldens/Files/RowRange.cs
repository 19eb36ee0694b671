namespace LossDsl.Goldens.Files;

/// <summary>Some rows of a batch.</summary>
/// <param name="Begin">The first one.</param>
/// <param name="End">The one after the last.</param>
internal readonly record struct RowRange(long Begin, long End)
{
    /// <summary>Reads <c>[begin, end]</c>.</summary>
    /// <param name="node">Where it stands.</param>
    /// <param name="rows">How many rows there are.</param>
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
