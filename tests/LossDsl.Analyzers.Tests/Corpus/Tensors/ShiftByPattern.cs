// Expected: LDSL5003 at reference
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict? policy)
    {
        if (policy is { ReferencePolicyLogprobs: var reference })
            pairs["reference_policy_logprobs"] = reference;
    }
}
