// LDSL3001 error: RatioClipC is 0.5
static class Trainer
{
    private static readonly double Clip = 1 - 0.5;
    static ClippedPGLossConfig Make(ClippedPGLossConfig config) => config with { RatioClipC = /*!*/Clip };
}
