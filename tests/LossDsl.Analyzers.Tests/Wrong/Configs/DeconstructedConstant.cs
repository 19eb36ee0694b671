// LDSL3001 error: RatioClipMin is 2; it must be between 0 and 1
static class Trainer
{
    static ClippedPGLossConfig Make(ClippedPGLossConfig config)
    {
        var (low, high) = (2.0, 3.0);
        return config with { RatioClipMin = /*!*/low, RatioClipMax = high };
    }
}
