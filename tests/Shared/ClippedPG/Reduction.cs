namespace LossDsl.Tests.Shared;

/// <summary>How a per-token term is reduced to the loss: with equal weights for all tokens, or for all sequences.</summary>
/// <param name="masks">The masks.</param>
/// <param name="validTokens">The number of valid tokens of the whole step.</param>
/// <param name="validSequences">The number of valid sequences of the step; null for a token-level loss.</param>
internal readonly struct Reduction(TokenMasks masks, Tensor validTokens, Tensor? validSequences)
{
    /// <summary>The reduced term.</summary>
    /// <remarks>
    /// At sequence level, each row is reduced to a mean over its tokens, by the token mask alone. Then the mean over rows is
    /// taken, by
    /// the sample mask.
    /// </remarks>
    public Tensor Loss(Tensor term) => validSequences is null
        ? TokenMean(term)
        : Masked.Mean(
            Masked.Mean(term, masks.Tokens, dim: -1), masks.Samples, globalNormalizationFactor: validSequences);

    /// <summary>The derivative of <see cref="Loss"/> with respect to the term of each token. Shape <c>[B, S-1]</c>.</summary>
    public Tensor Share()
    {
        if (validSequences is null)
            return masks.Weights / (validTokens.to(masks.Weights.dtype) + Masked.Epsilon);
        var tokens = masks.Tokens / (masks.Tokens.sum(-1, keepdim: true) + Masked.Epsilon);
        return tokens * (masks.Samples / (validSequences.to(tokens.dtype) + Masked.Epsilon)).unsqueeze(-1);
    }

    /// <summary>The mean over all tokens, also for a sequence-level loss.</summary>
    public Tensor TokenMean(Tensor term) => Masked.Mean(term, masks.Weights, globalNormalizationFactor: validTokens);

    /// <summary>
    /// The same mean by multiplication with the weights, so that non-finite values at masked positions are visible.
    /// </summary>
    public Tensor TokenMeanOfAll(Tensor term) =>
        (term * masks.Weights).sum() / (validTokens.to(masks.Weights.dtype) + Masked.Epsilon);
}
