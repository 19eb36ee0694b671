// LDSL5003 error: every entry would be off by one
class Collator
{
    public BatchedDataDict<DPOLossDataDict> Pairs(ClippedPGLossDataDict policy, BatchedDataDict<DPOLossDataDict> pairs)
    {
        pairs["reference_policy_logprobs"] = /*!*/Rollouts.Sampled(policy);
        return pairs;
    }
}
// Another file
static class Rollouts
{
    public static Tensor Sampled(ClippedPGLossDataDict policy)
    {
        return policy.PrevLogprobs.detach();
    }
}
