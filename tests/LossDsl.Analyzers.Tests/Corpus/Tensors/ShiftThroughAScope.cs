// Expected: LDSL5003 at kept
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy)
    {
        Tensor kept;
        using (NewDisposeScope())
            kept = policy.ReferencePolicyLogprobs.to(float32).MoveToOuterDisposeScope();
        pairs["reference_policy_logprobs"] = kept;
    }
}
