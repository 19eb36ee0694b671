// Expected: LDSL5003 at value
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, BatchedDataDict<ClippedPGLossDataDict> policy)
    {
        if (policy.TryGetValue("prev_logprobs", out var value))
            pairs["reference_policy_logprobs"] = value;
    }
}
