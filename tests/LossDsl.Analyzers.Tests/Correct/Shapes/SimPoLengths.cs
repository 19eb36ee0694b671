static class Trainer
{
    public static Tensor Step(DPOLossDataDict data, Tensor logprobs)
    {
        var lengths = data.NextToken.TokenMask.sum(-1).clamp_min(1);
        return (logprobs * data.NextToken.TokenMask).sum(-1) / lengths;
    }
}
