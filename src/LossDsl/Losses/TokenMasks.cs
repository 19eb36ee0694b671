namespace LossDsl;

/// <summary>What the masks of a batch say about the next-token predictions.</summary>
/// <param name="Tokens">The token mask, 0 in absent rows. Shape <c>[B, S-1]</c>.</param>
/// <param name="Samples">The sample mask. Shape <c>[B]</c>.</param>
/// <param name="Weights">Token mask times sample mask. Shape <c>[B, S-1]</c>.</param>
/// <param name="Absent">Where either mask is 0. Bool, shape <c>[B, S-1]</c>.</param>
public sealed record TokenMasks(Tensor Tokens, Tensor Samples, Tensor Weights, Tensor Absent)
{
    /// <summary>Reads the masks.</summary>
    /// <param name="tokenMask">The next-token view of the token mask. Shape <c>[B, S-1]</c>.</param>
    /// <param name="sampleMask">The sample mask. Shape <c>[B]</c>.</param>
    /// <param name="dtype">The type to compute in.</param>
    public static TokenMasks Create(Tensor tokenMask, Tensor sampleMask, ScalarType dtype)
    {
        ArgumentNullException.ThrowIfNull(tokenMask);
        ArgumentNullException.ThrowIfNull(sampleMask);
        if (CpuTokenMasks.Accepts(tokenMask, sampleMask, dtype))
            return CpuTokenMasks.Create(tokenMask, sampleMask);

        var absent = (tokenMask == Scalars.Zero).logical_or((sampleMask == Scalars.Zero).unsqueeze(-1));
        var samples = sampleMask.to(dtype);
        var tokens = Masked.Fill(tokenMask.to(dtype), absent);
        // Filled again: an infinite weight of a row must not turn its absent tokens into 0 * inf.
        var weights = Masked.Fill(tokens * samples.unsqueeze(-1), absent);
        return new TokenMasks(tokens, samples, weights, absent);
    }

    /// <summary>Reads the masks of a batch, at the positions that its losses count.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="samples">Its sample mask, or another one. Shape <c>[B]</c>.</param>
    /// <param name="dtype">The type to compute in.</param>
    internal static TokenMasks FromBatch(IMaskedBatch batch, Tensor samples, ScalarType dtype) => Create(
        batch.CountsEveryPosition ? batch.TokenMask : DataDict.SliceNextToken(batch.TokenMask, axis: 1, TokenAlignment.Current), samples, dtype);

    /// <summary>A per-token tensor in the type to compute in, 0 where it is absent.</summary>
    /// <param name="tensor">The next-token view of the tensor. Shape <c>[B, S-1]</c>.</param>
    public Tensor Apply(Tensor tensor) => Masked.Fill(tensor.to(Weights.dtype), Absent);
}
