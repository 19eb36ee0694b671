// Expected: LDSL5003 at reference
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy)
    {
        var (reference, mask) = (policy.ReferencePolicyLogprobs, policy.SampleMask);
        pairs["sample_mask"] = mask;
        pairs["reference_policy_logprobs"] = reference;
    }
}
