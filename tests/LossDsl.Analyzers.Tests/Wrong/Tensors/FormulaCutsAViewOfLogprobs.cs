// LDSL5003 error: use it unchanged
class MyLoss() : LossFunction<ClippedPGLossDataDict, NLLMetrics>(NextTokenLogits)
{
    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var view = data.NextToken;
        var logprobs = output.Logprobs(view.InputIds, view.TokenMask, float32);
        var ratio = (logprobs - /*!*/view.PrevLogprobs[.., 1..]).exp();
        var loss = -Masked.Mean(ratio * view.Advantages, view.TokenMask, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new NLLMetrics { Loss = loss.detach(), NumUnmaskedTokens = view.TokenMask.sum(), NumValidSamples = totals.ValidSequences });
    }
}
