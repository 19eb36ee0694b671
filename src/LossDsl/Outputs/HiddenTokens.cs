namespace LossDsl;

/// <summary>The hidden states of a loss's target tokens, and their positions in the batch.</summary>
/// <param name="Tokens">The hidden states, one row per position.</param>
/// <param name="Shape">The shape of the targets, <c>[B, N]</c>.</param>
/// <param name="Places">The index between packed positions and rows; null where the positions are the rows in order.</param>
internal sealed record HiddenTokens(ChunkedTokens Tokens, long[] Shape, PackedIndex? Places = null)
{
    /// <summary>Reorders a tensor with one entry per prediction into the order of positions. Shape <c>[T]</c>.</summary>
    /// <param name="slots">Shape <c>[B, N]</c>.</param>
    public Tensor ToPositions(Tensor slots) => Places is null ? slots.reshape(-1) : Places.Pack(slots).view(-1);

    /// <summary>Reorders a tensor with one entry per position into rows. Shape <c>[B, N]</c>, or <c>[2, B, N]</c>.</summary>
    /// <param name="positions">Shape <c>[T]</c>, or <c>[2, T]</c>.</param>
    public Tensor ToRows(Tensor positions) => Places is not null ? Places.UnpackEach(positions.dim() == 2 ? positions : positions.unsqueeze(0))
        : positions.view(positions.dim() == 2 ? [2, .. Shape] : Shape);
}
