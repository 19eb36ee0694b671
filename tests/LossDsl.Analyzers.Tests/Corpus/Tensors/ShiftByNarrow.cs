// Expected: LDSL5003 at policy.PrevLogprobs.narrow(1, 0, 16)
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy) =>
        pairs["reference_policy_logprobs"] = policy.PrevLogprobs.narrow(1, 0, 16);
}
