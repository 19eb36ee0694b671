namespace Wrong.ClipOfOne;

static class Trainer
{
    public static ClippedPGLossConfig With(ClippedPGLossConfig config) => config with { RatioClipC = /*LDSL3001*/1 };
}
