// LDSL3001 error: RatioClipC is 1; it must be greater than 1
static class Trainer
{
    static ClippedPGLossConfig Make(ClippedPGLossConfig config)
    {
        var power = 0;
        return config with { RatioClipC = /*!*/Math.Pow(2, power) };
    }
}
