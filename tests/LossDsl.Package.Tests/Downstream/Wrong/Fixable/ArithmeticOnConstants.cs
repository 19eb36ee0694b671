namespace Wrong.ArithmeticOnConstants;

static class Trainer
{
    public static ClippedPGLossConfig With(ClippedPGLossConfig config) => config with { RatioClipMin = /*LDSL3001*/2 * 0.75 };
}
