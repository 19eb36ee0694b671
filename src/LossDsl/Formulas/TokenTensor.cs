namespace LossDsl;

/// <summary>A per-token tensor as a formula reads it: its entries for the predictions.</summary>
/// <remarks>
/// A loop on the CPU reads them from the memory of the whole tensor. A torch view takes a microsecond to create, as long as the loop
/// takes for hundreds of tokens, so one is created for operators only.
/// </remarks>
/// <param name="Whole">The tensor, in which the predictions are a range of the second dimension. Shape <c>[B, S]</c>.</param>
/// <param name="First">The index of the first prediction.</param>
/// <param name="Length">The number of predictions, <c>N</c>.</param>
internal readonly record struct TokenTensor(Tensor Whole, long First, long Length)
{
    /// <summary>A tensor with one entry a prediction.</summary>
    /// <param name="tensor">Shape <c>[B, N]</c>.</param>
    public TokenTensor(Tensor tensor)
        : this(tensor, 0, tensor.size(1))
    {
    }

    /// <summary>The entries of a batch's tensor that belong to the next-token predictions.</summary>
    /// <param name="tensor">Shape <c>[B, S]</c>.</param>
    /// <param name="aligned">Which token the entries describe.</param>
    public static TokenTensor SliceNextToken(Tensor tensor, TokenAlignment aligned)
    {
        var (first, length) = DataDict.FindPredictions(tensor, axis: 1, aligned);
        return new TokenTensor(tensor, first, length);
    }

    /// <summary>The entries of the predictions alone. Shape <c>[B, N]</c>.</summary>
    public Tensor ToView() => Length == Whole.size(1) ? Whole : Whole.narrow(1, First, Length);
}
