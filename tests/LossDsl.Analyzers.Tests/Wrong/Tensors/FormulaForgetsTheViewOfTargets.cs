// LDSL5003 error: use NextToken.InputIds
class MyLoss() : LossFunction<NLLLossDataDict, NLLMetrics>(NextTokenLogits)
{
    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var mask = data.NextToken.TokenMask;
        var targets = data.InputIds.to(int64);
        var loss = -Masked.Mean(output.Logprobs(/*!*/targets, mask, float32), mask, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new NLLMetrics { Loss = loss.detach(), NumUnmaskedTokens = mask.sum(), NumValidSamples = totals.ValidSequences });
    }
}
