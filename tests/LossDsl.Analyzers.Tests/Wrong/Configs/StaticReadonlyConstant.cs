// LDSL3001 error: RatioClipC is 0.9; it must be greater than 1
static class Defaults
{
    public static readonly double DualClip = 0.9;
}

static class Trainer
{
    static ClippedPGLossConfig Make(ClippedPGLossConfig config) => config with { RatioClipC = /*!*/Defaults.DualClip };
}
