// Expected: LDSL5003 at logprobs
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy, bool isFirst)
    {
        var logprobs = isFirst ? policy.PrevLogprobs : policy.ReferencePolicyLogprobs;
        pairs["reference_policy_logprobs"] = logprobs;
    }
}
