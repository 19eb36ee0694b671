// Expected: nothing
static class Rollouts
{
    // Log-probabilities of the next tokens, moved to the tokens that they are of.
    public static ClippedPGLossDataDict Scored(ClippedPGLossDataDict data, Tensor logits)
    {
        using var off = no_grad();
        var ofNext = logits[.., ..^1].log_softmax(-1).gather(-1, data.NextToken.InputIds.unsqueeze(-1)).squeeze(-1);
        var ofThis = cat([zeros(ofNext.size(0), 1), ofNext], 1);
        var masked = data.PrevLogprobs * data.TokenMask;
        return data with { PrevLogprobs = ofThis, GenerationLogprobs = masked, ReferencePolicyLogprobs = data.PrevLogprobs.clone() };
    }
}
