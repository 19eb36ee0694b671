namespace Wrong.InfinitePenalty;

static class Trainer
{
    public static ClippedPGLossConfig With(ClippedPGLossConfig config) => config with { ReferencePolicyKlPenalty = /*LDSL3001*/double.PositiveInfinity };
}
