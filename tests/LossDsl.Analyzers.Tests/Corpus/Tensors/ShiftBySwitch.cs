// Expected: LDSL5003 at policy.PrevLogprobs
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy, Tensor given, int kind) =>
        pairs["reference_policy_logprobs"] = kind switch
        {
            0 => policy.PrevLogprobs,
            1 => policy.PrevLogprobs.roll(-1, 1),
            _ => given,
        };
}
