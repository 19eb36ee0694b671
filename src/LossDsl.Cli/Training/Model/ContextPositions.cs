namespace LossDsl.Cli.Training;

/// <summary>The positions of each row that a rank works on, and to which positions each may attend.</summary>
/// <param name="PositionIds">The number of each position in its row, for the embedding. Shape <c>[N]</c>.</param>
/// <param name="FutureMask">Which positions come after it, of all that it is shown. Shape <c>[N, all]</c>.</param>
/// <param name="Context">The ranks that hold the others; null where this one holds all.</param>
internal sealed record ContextPositions(Tensor PositionIds, Tensor FutureMask, IProcessGroup? Context)
{
    /// <summary>All positions.</summary>
    /// <param name="length">How many a row has.</param>
    /// <param name="device">Where the model is.</param>
    public static ContextPositions CreateAll(long length, Device device) => new(
        arange(0, length, 1, dtype: int64, device: device),
        ones([length, length], dtype: @bool, device: device).triu(1),
        Context: null);

    /// <summary>Two of the chunks into which ranks that share the context cut each row, after it is padded.</summary>
    /// <param name="length">How many positions a row has.</param>
    /// <param name="context">The ranks.</param>
    /// <param name="device">Where the model is.</param>
    public static ContextPositions CreateForRank(long length, IProcessGroup context, Device device)
    {
        var step = 2 * context.Size;
        var all = arange(0, (length + step - 1) / step * step, 1, dtype: int64, device: device);
        Tensor[] held = [.. Enumerable.Range(0, context.Size).Select(rank => ContextParallel.GetTokensOnRank(all, rank, context.Size, dim: 0))];
        var own = held[context.Rank];
        // No token attends to padding, which comes after all of them; it has no place of its own.
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

    /// <summary>Keys and values of all positions that a rank is shown.</summary>
    /// <param name="keys">Those of the positions that it holds. Shape <c>[B, H, N, D]</c>.</param>
    /// <param name="values">The same for values.</param>
    public (Tensor Keys, Tensor Values) GatherKeysAndValues(Tensor keys, Tensor values)
    {
        if (Context is null)
            return (keys, values);
        var all = GatherFromContextParallel.Apply(stack([keys, values]), Context).unbind(0);
        return (all[0], all[1]);
    }
}
