namespace LossDsl.Cli.Training;

/// <summary>The positions of each row that a rank computes, and the attention mask.</summary>
/// <param name="PositionIds">The index of each position in its row, for the embedding. Shape <c>[N]</c>.</param>
/// <param name="FutureMask">For each position, which of all gathered positions come after it. Shape <c>[N, all]</c>.</param>
/// <param name="Context">The context parallel group; null if this rank has all positions.</param>
internal sealed record ContextPositions(Tensor PositionIds, Tensor FutureMask, IProcessGroup? Context)
{
    /// <summary>All positions of a row.</summary>
    /// <param name="length">The length of a row.</param>
    /// <param name="device">The model's device.</param>
    public static ContextPositions CreateAll(long length, Device device) => new(
        arange(0, length, 1, dtype: int64, device: device),
        ones([length, length], dtype: @bool, device: device).triu(1),
        Context: null);

    /// <summary>This rank's positions under context parallelism: two of the chunks into which each padded row is cut.</summary>
    /// <param name="length">The length of a row.</param>
    /// <param name="context">The context parallel group.</param>
    /// <param name="device">The model's device.</param>
    public static ContextPositions CreateForRank(long length, IProcessGroup context, Device device)
    {
        var step = 2 * context.Size;
        var all = arange(0, (length + step - 1) / step * step, 1, dtype: int64, device: device);
        Tensor[] held = [.. Enumerable.Range(0, context.Size).Select(rank => ContextParallel.GetTokensOnRank(all, rank, context.Size, dim: 0))];
        var own = held[context.Rank];
        // Padding comes last, so that no token attends to it. Its position is clamped to the last one, since it has no embedding.
        return new ContextPositions(own.clamp(max: length - 1), cat(held, 0).unsqueeze(0) > own.unsqueeze(1), context);
    }

    /// <summary>The tokens at these positions.</summary>
    /// <param name="rows">Whole rows. Shape <c>[B, S]</c>.</param>
    public Tensor SelectTokens(Tensor rows)
    {
        if (Context is null)
            return rows;
        var missing = PositionIds.size(0) * Context.Size - rows.size(1);
        return ContextParallel.GetTokensOnRank(nn.functional.pad(rows, [0, missing]), Context.Rank, Context.Size);
    }

    /// <summary>Gathers keys and values of all positions from the group.</summary>
    /// <param name="keys">The keys of this rank's positions. Shape <c>[B, H, N, D]</c>.</param>
    /// <param name="values">The values of this rank's positions, of the same shape.</param>
    public (Tensor Keys, Tensor Values) GatherKeysAndValues(Tensor keys, Tensor values)
    {
        if (Context is null)
            return (keys, values);
        var all = GatherFromContextParallel.Apply(stack([keys, values]), Context).unbind(0);
        return (all[0], all[1]);
    }
}
