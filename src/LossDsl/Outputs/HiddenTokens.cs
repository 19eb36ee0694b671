namespace LossDsl;

/// <summary>Hidden states of the tokens that a loss asks for, and where these tokens stand in the batch.</summary>
/// <param name="Tokens">The hidden states, one row a position.</param>
/// <param name="Shape">The shape of what is asked, <c>[B, N]</c>.</param>
/// <param name="Places">Where the positions stand in its rows; null where they are the rows, one after the other.</param>
internal sealed record HiddenTokens(ChunkedTokens Tokens, long[] Shape, PackedIndex? Places = null)
{
    /// <summary>A tensor with an entry for each prediction, in the order of the positions. Shape <c>[T]</c>.</summary>
    /// <param name="slots">Shape <c>[B, N]</c>.</param>
    public Tensor ToPositions(Tensor slots) => Places is null ? slots.reshape(-1) : Places.Pack(slots).view(-1);

    /// <summary>The same back in rows. Shape <c>[B, N]</c>, or <c>[2, B, N]</c>.</summary>
    /// <param name="positions">Shape <c>[T]</c>, or <c>[2, T]</c>.</param>
    public Tensor ToRows(Tensor positions) => Places is not null ? Places.UnpackEach(positions.dim() == 2 ? positions : positions.unsqueeze(0))
        : positions.view(positions.dim() == 2 ? [2, .. Shape] : Shape);
}
