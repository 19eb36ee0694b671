static class Trainer
{
    public static Tensor Step(ClippedPGLossDataDict data)
    {
        var values = data.NextToken.Advantages;
        return Masked.Mean(values, data.NextToken.TokenMask) + Masked.Mean(values, data.NextToken.TokenMask, dim: -1).mean() + (Masked.Mean(values, data.NextToken.TokenMask, dim: -1) * data.SampleMask).sum();
    }
}
