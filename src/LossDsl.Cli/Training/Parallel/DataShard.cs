namespace LossDsl.Cli.Training;

/// <summary>
/// Splits rows over ranks with the same weights, for work on independent rows: generation and log-probabilities.
/// </summary>
/// <param name="Rows">The total number of rows.</param>
/// <param name="Group">The ranks; null for a single rank.</param>
internal sealed record DataShard(long Rows, IProcessGroup? Group)
{
    // Equal on every rank: the total is padded to a multiple of the number of ranks.
    private long Own => Group is null ? Rows : (Rows + Group.Size - 1) / Group.Size;

    /// <summary>Selects this rank's rows.</summary>
    /// <param name="all">All rows. Shape <c>[Rows, ..]</c>.</param>
    /// <returns>Shape <c>[Own, ..]</c>; padding rows are 0.</returns>
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

    /// <summary>Gathers the rows of all ranks.</summary>
    /// <param name="own">This rank's rows. Shape <c>[Own, ..]</c>.</param>
    /// <returns>Shape <c>[Rows, ..]</c>.</returns>
    public Tensor Gather(Tensor own)
    {
        if (Group is null)
            return own;
        using var scope = NewDisposeScope();
        return Group.AllGather(own).view([Group.Size * Own, .. own.shape[1..]]).narrow(0, 0, Rows).clone().MoveToOuterDisposeScope();
    }
}
