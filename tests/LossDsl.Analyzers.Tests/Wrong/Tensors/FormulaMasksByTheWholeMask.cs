// LDSL5003 error: use NextToken.TokenMask
class MyLoss() : LossFunction<ClippedPGLossDataDict, NLLMetrics>(NextTokenLogits)
{
    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var view = data.NextToken;
        var logprobs = output.Logprobs(view.InputIds, view.TokenMask, float32);
        var loss = -(logprobs * view.Advantages * /*!*/data.TokenMask).sum() / totals.ValidTokens;
        return (loss, new NLLMetrics { Loss = loss.detach(), NumUnmaskedTokens = view.TokenMask.sum(), NumValidSamples = totals.ValidSequences });
    }
}
