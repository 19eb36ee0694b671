// LDSL5007 error: TokenMasks.Weights
static class Trainer
{
    public static Tensor Step(ClippedPGLossDataDict data)
    {
        var masks = TokenMasks.Create(data.NextToken.TokenMask, data.SampleMask, float32);
        return (/*!*/masks.Weights * data.Advantages.abs()).sum();
    }
}
