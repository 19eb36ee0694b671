// Expected: nothing
class MyLoss() : LossFunction<ClippedPGLossDataDict, NLLMetrics>(NextTokenLogits)
{
    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var view = data.NextToken;
        var logprobs = output.Logprobs(view.InputIds, view.TokenMask, float32);
        var perRow = Masked.Mean(logprobs * view.Advantages, view.TokenMask, dim: -1);
        var loss = -(perRow * data.SampleMask).sum() / totals.ValidSequences;
        return (loss, new NLLMetrics { Loss = loss.detach(), NumUnmaskedTokens = view.TokenMask.sum(), NumValidSamples = totals.ValidSequences });
    }
}
