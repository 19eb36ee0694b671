namespace LossDsl;

/// <summary>Splits sequences for context parallelism.</summary>
public static class ContextParallel
{
    /// <summary>
    /// Selects the tokens of one rank: the chunks <c>rank</c> and <c>2 * size - 1 - rank</c> of <c>2 * size</c> equal chunks, one after the
    /// other. Late chunks attend to more tokens than early chunks, so every rank gets one of each to balance the load (NeMo-RL's
    /// <c>_get_tokens_on_this_cp_rank</c>).
    /// </summary>
    /// <param name="tensor">The whole sequences. Their length is a multiple of <c>2 * size</c>, except for a single rank.</param>
    /// <param name="rank">The rank, from 0.</param>
    /// <param name="size">The number of ranks.</param>
    /// <param name="dim">The dimension that counts the tokens.</param>
    /// <returns>A copy; for a single rank a view of the whole tensor.</returns>
    /// <exception cref="ArgumentException">The rank is not below <paramref name="size"/>, or the length is not a multiple.</exception>
    public static Tensor GetTokensOnRank(Tensor tensor, int rank, int size, long dim = 1)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, size);
        if (dim < -tensor.dim() || dim >= tensor.dim())
            throw new ArgumentOutOfRangeException(nameof(dim), dim, $"the tensor has the shape {tensor.FormatShape()}");
        if (size == 1)
            return tensor.alias();
        var length = tensor.shape[dim < 0 ? dim + tensor.dim() : dim];
        if (length % (2 * size) != 0)
            throw new ArgumentException(
                $"expected a length that is a multiple of 2 * {size} chunks along dimension {dim}, got {tensor.FormatShape()}; "
                + "pad the sequences, as PadTo does for batches", nameof(tensor));

        using var scope = NewDisposeScope();
        var chunk = length / (2 * size);
        return cat([tensor.narrow(dim, rank * chunk, chunk), tensor.narrow(dim, (2 * size - 1 - rank) * chunk, chunk)], dim)
            .MoveToOuterDisposeScope();
    }
}
