namespace LossDsl;

/// <summary>The masks of a batch, aligned with the next-token predictions and converted to the type of the computation.</summary>
/// <param name="Tokens">The token mask, 0 in masked rows. Shape <c>[B, S-1]</c>.</param>
/// <param name="Samples">The sample mask. Shape <c>[B]</c>.</param>
/// <param name="Weights">Token mask times sample mask. Shape <c>[B, S-1]</c>.</param>
/// <param name="Absent">True where either mask is 0. Bool, shape <c>[B, S-1]</c>.</param>
public sealed record TokenMasks(Tensor Tokens, Tensor Samples, Tensor Weights, Tensor Absent)
{
    /// <summary>Combines a token mask and a sample mask.</summary>
    /// <param name="tokenMask">The next-token view of the token mask. Shape <c>[B, S-1]</c>.</param>
    /// <param name="sampleMask">The sample mask. Shape <c>[B]</c>.</param>
    /// <param name="dtype">The type of the computation.</param>
    public static TokenMasks Create(Tensor tokenMask, Tensor sampleMask, ScalarType dtype)
    {
        ArgumentNullException.ThrowIfNull(tokenMask);
        ArgumentNullException.ThrowIfNull(sampleMask);
        if (CpuTokenMasks.Accepts(tokenMask, sampleMask, dtype))
            return CpuTokenMasks.Create(tokenMask, sampleMask);

        var absent = (tokenMask == Scalars.Zero).logical_or((sampleMask == Scalars.Zero).unsqueeze(-1));
        var samples = sampleMask.to(dtype);
        var tokens = Masked.Fill(tokenMask.to(dtype), absent);
        // Fill again: for an infinite sample mask, 0 * inf would make the weights of masked tokens NaN.
        var weights = Masked.Fill(tokens * samples.unsqueeze(-1), absent);
        return new TokenMasks(tokens, samples, weights, absent);
    }

    /// <summary>Combines the masks of a batch, at the positions that its losses use.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="samples">The sample mask to use, which may differ from the one of the batch. Shape <c>[B]</c>.</param>
    /// <param name="dtype">The type of the computation.</param>
    internal static TokenMasks FromBatch(IMaskedBatch batch, Tensor samples, ScalarType dtype) => Create(
        batch.CountsEveryPosition ? batch.TokenMask : DataDict.SliceNextToken(batch.TokenMask, axis: 1, TokenAlignment.Current), samples, dtype);

    /// <summary>Converts a per-token tensor to the type of the computation and replaces masked entries with 0.</summary>
    /// <param name="tensor">The next-token view of the tensor. Shape <c>[B, S-1]</c>.</param>
    public Tensor Apply(Tensor tensor) => Masked.Fill(tensor.to(Weights.dtype), Absent);
}
