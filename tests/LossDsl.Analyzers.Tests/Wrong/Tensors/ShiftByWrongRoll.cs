// LDSL5003 error: Entry t of ClippedPGLossDataDict.PrevLogprobs describes token t-1, entry t of 'reference_policy_logprobs' of DPOLossDataDict token t+1: every entry would be off by 2; roll(-2, 1) lines it up
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy) =>
        pairs["reference_policy_logprobs"] = /*!*/policy.PrevLogprobs.roll(1, 1);
}
