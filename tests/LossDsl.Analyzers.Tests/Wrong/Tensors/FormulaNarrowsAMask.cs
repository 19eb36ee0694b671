// LDSL5003 error: use NextToken.TokenMask
class MyLoss() : LossFunction<NLLLossDataDict, NLLMetrics>(NextTokenLogits)
{
    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var ids = data.NextToken.InputIds;
        var mask = data.TokenMask.narrow(1, 0, data.TokenMask.shape[1] - 1);
        var logprobs = output.Logprobs(ids, data.NextToken.TokenMask, float32);
        var loss = -Masked.Mean(logprobs, /*!*/mask, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new NLLMetrics { Loss = loss.detach(), NumUnmaskedTokens = mask.sum(), NumValidSamples = totals.ValidSequences });
    }
}
