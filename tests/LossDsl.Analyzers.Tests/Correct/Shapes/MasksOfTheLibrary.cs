static class Trainer
{
    public static Tensor Step(ClippedPGLossDataDict data)
    {
        var masks = TokenMasks.Create(data.NextToken.TokenMask, data.SampleMask, float32);
        var advantages = masks.Apply(data.NextToken.Advantages);
        return (advantages * masks.Weights).sum() + masks.Samples.sum();
    }
}
