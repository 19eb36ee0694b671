// LDSL5003 error: Entry t of ClippedPGLossDataDict.NextToken.PrevLogprobs describes token t+1, entry t of ClippedPGLossDataDict.GenerationLogprobs token t: every entry would be off by one; roll(1, 1) lines it up
static class Rollouts
{
    public static ClippedPGLossDataDict Renewed(ClippedPGLossDataDict old) => old with { GenerationLogprobs = /*!*/old.NextToken.PrevLogprobs };
}
