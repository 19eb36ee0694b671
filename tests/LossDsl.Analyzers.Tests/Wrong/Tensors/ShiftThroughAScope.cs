// LDSL5003 error: Entry t of ClippedPGLossDataDict.ReferencePolicyLogprobs describes token t, entry t of 'reference_policy_logprobs' of DPOLossDataDict token t+1: every entry would be off by one; roll(-1, 1) lines it up
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy)
    {
        Tensor kept;
        using (NewDisposeScope())
            kept = policy.ReferencePolicyLogprobs.to(float32).MoveToOuterDisposeScope();
        pairs["reference_policy_logprobs"] = /*!*/kept;
    }
}
