namespace LossDsl.Tests.Shared;

/// <summary>How a per-token term becomes the loss: all tokens weigh the same, or all sequences do.</summary>
/// <param name="masks">The masks.</param>
/// <param name="validTokens">The valid tokens of the whole step.</param>
/// <param name="validSequences">Its valid sequences; null for a loss at token level.</param>
internal readonly struct Reduction(TokenMasks masks, Tensor validTokens, Tensor? validSequences)
{
    /// <summary>The term at the level of the loss.</summary>
    /// <remarks>
    /// At sequence level each row is a mean over its own tokens, by the token mask alone; then rows are averaged by
    /// the sample mask.
    /// </remarks>
    public Tensor Loss(Tensor term) => validSequences is null
        ? TokenMean(term)
        : Masked.Mean(
            Masked.Mean(term, masks.Tokens, dim: -1), masks.Samples, globalNormalizationFactor: validSequences);

    /// <summary>The derivative of <see cref="Loss"/> by the term of each token. Shape <c>[B, S-1]</c>.</summary>
    public Tensor Share()
    {
        if (validSequences is null)
            return masks.Weights / (validTokens.to(masks.Weights.dtype) + Masked.Epsilon);
        var tokens = masks.Tokens / (masks.Tokens.sum(-1, keepdim: true) + Masked.Epsilon);
        return tokens * (masks.Samples / (validSequences.to(tokens.dtype) + Masked.Epsilon)).unsqueeze(-1);
    }

    /// <summary>The mean over all tokens, whatever the level of the loss.</summary>
    public Tensor TokenMean(Tensor term) => Masked.Mean(term, masks.Weights, globalNormalizationFactor: validTokens);

    /// <summary>The same mean with the weights multiplied in, so that what is not finite in an absent slot shows.</summary>
    public Tensor TokenMeanOfAll(Tensor term) =>
        (term * masks.Weights).sum() / (validTokens.to(masks.Weights.dtype) + Masked.Epsilon);
}
