// Expected: LDSL5003 at policy.PrevLogprobs.roll(1, 1)
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy) =>
        pairs["reference_policy_logprobs"] = policy.PrevLogprobs.roll(1, 1);
}
