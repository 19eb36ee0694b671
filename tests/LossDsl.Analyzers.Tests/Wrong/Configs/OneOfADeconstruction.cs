// LDSL3001 error: RatioClipC is 0.9
static class Trainer
{
    static ClippedPGLossConfig Make(ClippedPGLossConfig config)
    {
        var (min, clip) = (0.2, 0.9);
        return config with { RatioClipMin = min, RatioClipC = /*!*/clip };
    }
}
