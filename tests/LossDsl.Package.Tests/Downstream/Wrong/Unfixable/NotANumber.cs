namespace Wrong.NotANumber;

static class Trainer
{
    public static ClippedPGLossConfig With(ClippedPGLossConfig config) => config with { RatioClipMin = /*LDSL3001*/double.NaN };
}
