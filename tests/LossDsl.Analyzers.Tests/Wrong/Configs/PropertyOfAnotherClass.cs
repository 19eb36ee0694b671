// LDSL3001 error: RatioClipC is 0.5
static class Defaults { public static double Clip { get; } = Math.Min(0.5, 2); }
static class Trainer
{
    static ClippedPGLossConfig Make(ClippedPGLossConfig config) => config with { RatioClipC = /*!*/Defaults.Clip };
}
