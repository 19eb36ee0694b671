// Expected: LDSL5003 at old.NextToken.PrevLogprobs
static class Rollouts
{
    public static ClippedPGLossDataDict Renewed(ClippedPGLossDataDict old) => old with { GenerationLogprobs = old.NextToken.PrevLogprobs };
}
