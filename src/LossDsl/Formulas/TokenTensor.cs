namespace LossDsl;

/// <summary>A per-token tensor and the range of its entries that belong to the predictions.</summary>
/// <remarks>
/// A loop on the CPU reads the entries from the memory of the whole tensor. Creating a view takes torch a microsecond, as long as the
/// loop needs for hundreds of tokens, so a view is created only for torch's operators.
/// </remarks>
/// <param name="Whole">The tensor. Shape <c>[B, S]</c>.</param>
/// <param name="First">The index of the first prediction's entry in the second dimension.</param>
/// <param name="Length">The number of predictions, <c>N</c>.</param>
internal readonly record struct TokenTensor(Tensor Whole, long First, long Length)
{
    /// <summary>Wraps a tensor that has one entry per prediction.</summary>
    /// <param name="tensor">Shape <c>[B, N]</c>.</param>
    public TokenTensor(Tensor tensor)
        : this(tensor, 0, tensor.size(1))
    {
    }

    /// <summary>Selects the entries of a batch's tensor that belong to the next-token predictions.</summary>
    /// <param name="tensor">The tensor. Shape <c>[B, S]</c>.</param>
    /// <param name="aligned">Which token the entries describe.</param>
    public static TokenTensor SliceNextToken(Tensor tensor, TokenAlignment aligned)
    {
        var (first, length) = DataDict.FindPredictions(tensor, axis: 1, aligned);
        return new TokenTensor(tensor, first, length);
    }

    /// <summary>The entries of the predictions as a view. Shape <c>[B, N]</c>.</summary>
    public Tensor ToView() => Length == Whole.size(1) ? Whole : Whole.narrow(1, First, Length);
}
