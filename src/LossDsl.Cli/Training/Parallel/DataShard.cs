namespace LossDsl.Cli.Training;

/// <summary>
/// Rows that ranks with the same weights share among them, where each row can be worked on by itself: writing, and asking
/// what the model thinks of what is written.
/// </summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Group">The ranks; null for one alone.</param>
internal sealed record DataShard(long Rows, IProcessGroup? Group)
{
    // The same on every rank; what is missing to a multiple is filled up.
    private long Own => Group is null ? Rows : (Rows + Group.Size - 1) / Group.Size;

    /// <summary>This rank's rows.</summary>
    /// <param name="all">All rows. Shape <c>[Rows, ..]</c>.</param>
    /// <returns>Shape <c>[Own, ..]</c>, zeros in rows that there are not.</returns>
    public Tensor SelectOwn(Tensor all)
    {
        if (Group is null)
            return all;
        using var scope = NewDisposeScope();
        var begin = Math.Min(Rows, Group.Rank * Own);
        var there = Math.Min(Own, Rows - begin);
        var missing = zeros([Own - there, .. all.shape[1..]], dtype: all.dtype, device: all.device);
        return cat([all.narrow(0, begin, there), missing], 0).MoveToOuterDisposeScope();
    }

    /// <summary>The rows of all ranks.</summary>
    /// <param name="own">This rank's. Shape <c>[Own, ..]</c>.</param>
    /// <returns>Shape <c>[Rows, ..]</c>.</returns>
    public Tensor Gather(Tensor own)
    {
        if (Group is null)
            return own;
        using var scope = NewDisposeScope();
        return Group.AllGather(own).view([Group.Size * Own, .. own.shape[1..]]).narrow(0, 0, Rows).clone().MoveToOuterDisposeScope();
    }
}
