// LDSL5004 warning: divides by the counts of the microbatch
class MyLoss() : LossFunction<NLLLossDataDict, NLLMetrics>(NextTokenLogits)
{
    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var (ids, mask) = (data.NextToken.InputIds, data.NextToken.TokenMask);
        var logprobs = output.Logprobs(ids, mask, float32);
        var loss = -Masked./*!*/Mean(logprobs, mask);
        return (loss, new NLLMetrics { Loss = loss.detach(), NumUnmaskedTokens = mask.sum(), NumValidSamples = totals.ValidSequences });
    }
}
