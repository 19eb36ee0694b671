// LDSL5003 error: Entry t of 'prev_logprobs' of ClippedPGLossDataDict describes token t, entry t of 'reference_policy_logprobs' of DPOLossDataDict token t+1: every entry would be off by one; roll(-1, 1) lines it up
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, BatchedDataDict<ClippedPGLossDataDict> policy)
    {
        if (policy.TryGetValue("prev_logprobs", out var value))
            pairs["reference_policy_logprobs"] = /*!*/value;
    }
}
