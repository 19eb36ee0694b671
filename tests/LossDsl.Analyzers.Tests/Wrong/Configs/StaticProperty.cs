// LDSL3001 error: RatioClipC is 1; it must be greater than 1
static class Defaults
{
    private const double Half = 0.5;

    public static double DualClip { get; } = 2 * Half;
}

static class Trainer
{
    static ClippedPGLossConfig Make(ClippedPGLossConfig config) => config with { RatioClipC = /*!*/Defaults.DualClip };
}
