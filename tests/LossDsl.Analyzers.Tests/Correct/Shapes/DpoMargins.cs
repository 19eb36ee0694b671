static class Trainer
{
    public static Tensor Step(DPOLossDataDict data, Tensor logprobs)
    {
        var ratio = (logprobs - data.NextToken.ReferencePolicyLogprobs) * data.NextToken.TokenMask;
        return ratio.sum(-1) * data.SampleMask;
    }
}
