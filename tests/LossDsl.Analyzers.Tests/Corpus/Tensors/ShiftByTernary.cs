// Expected: LDSL5003 at policy.ReferencePolicyLogprobs
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy, Tensor? computed) =>
        pairs["reference_policy_logprobs"] = computed is null ? policy.ReferencePolicyLogprobs : computed;
}
