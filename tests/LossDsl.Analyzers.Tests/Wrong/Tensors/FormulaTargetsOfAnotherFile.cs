// LDSL5003 error: use NextToken.InputIds
class MyLoss() : LossFunction<NLLLossDataDict, NLLMetrics>(NextTokenLogits)
{
    protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var loss = -Masked.Mean(output.Logprobs(/*!*/Targets.Of(data), data.NextToken.TokenMask, float32), data.NextToken.TokenMask, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new NLLMetrics { Loss = loss.detach(), NumUnmaskedTokens = totals.ValidTokens, NumValidSamples = totals.ValidSequences });
    }
}
// Another file
static class Targets
{
    public static Tensor Of(NLLLossDataDict data) => data.InputIds.to(int64);
}
