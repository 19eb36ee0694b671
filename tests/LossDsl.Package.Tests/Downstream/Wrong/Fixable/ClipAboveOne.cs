namespace Wrong.ClipAboveOne;

static class Trainer
{
    public static ClippedPGLossConfig With(ClippedPGLossConfig config) => config with { RatioClipMin = /*LDSL3001*/1.5 };
}
