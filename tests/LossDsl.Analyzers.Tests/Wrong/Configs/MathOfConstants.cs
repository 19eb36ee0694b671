// LDSL3001 error: RatioClipMin is 1.5; it must be between 0 and 1
static class Trainer
{
    static ClippedPGLossConfig Make(ClippedPGLossConfig config) => config with { RatioClipMin = /*!*/Math.Max(1.5, 1) };
}
