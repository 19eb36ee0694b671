namespace LossDsl;

/// <summary>How sequences are cut for several processes that each hold a part of the context.</summary>
public static class ContextParallel
{
    /// <summary>
    /// The tokens of one rank: of <c>2 * size</c> equal chunks those with the numbers <c>rank</c> and
    /// <c>2 * size - 1 - rank</c>, one after the other. A late chunk attends to more than an early one, so every rank gets
    /// one of each kind (NeMo-RL's <c>_get_tokens_on_this_cp_rank</c>).
    /// </summary>
    /// <param name="tensor">The whole sequences. Their length is a multiple of <c>2 * size</c>, but for one rank alone.</param>
    /// <param name="rank">The rank, from 0.</param>
    /// <param name="size">The number of ranks.</param>
    /// <param name="dim">The dimension that counts the tokens.</param>
    /// <returns>A copy; with one rank the tensor as it is, as a view.</returns>
    /// <exception cref="ArgumentException">There is no such rank, or the length cannot be cut.</exception>
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
