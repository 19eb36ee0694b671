namespace Wrong.NegativePenalty;

static class Trainer
{
    public static ClippedPGLossConfig With(ClippedPGLossConfig config) => config with { ReferencePolicyKlPenalty = /*LDSL3001*/-0.1 };
}
