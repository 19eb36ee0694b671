namespace Wrong.BehindACondition;

static class Trainer
{
    public static ClippedPGLossConfig With(ClippedPGLossConfig config) => config with { RatioClipMin = config.TokenLevelLoss ? /*LDSL3001*/2 : 1 };
}
