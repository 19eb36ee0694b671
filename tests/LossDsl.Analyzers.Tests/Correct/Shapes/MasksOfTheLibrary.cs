static class Trainer
{
    public static Tensor Step(ClippedPGLossDataDict data)
    {
        var masks = TokenMasks.Of(data.NextToken.TokenMask, data.SampleMask, float32);
        var advantages = masks.Keep(data.NextToken.Advantages);
        return (advantages * masks.Weights).sum() + masks.Samples.sum();
    }
}
