// Expected: nothing
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy, DPOLossDataDict other, Tensor computed)
    {
        pairs["reference_policy_logprobs"] = policy.ReferencePolicyLogprobs.roll(-1, 1);
        pairs["reference_policy_logprobs"] = policy.ReferencePolicyLogprobs.roll(-1, -1).to(float32);
        pairs["reference_policy_logprobs"] = other.ReferencePolicyLogprobs;
        pairs["reference_policy_logprobs"] = cat([policy.NextToken.PrevLogprobs, zeros(4, 1)], 1);
        pairs["reference_policy_logprobs"] = computed;
        pairs["input_ids"] = policy.InputIds;
        if (pairs.TryGetValue("reference_policy_logprobs", out var value) && value is Tensor known)
            pairs["reference_policy_logprobs"] = known.detach();
    }

    public static ClippedPGLossDataDict Alignment(ClippedPGLossDataDict policy, Tensor ofNext) =>
        policy with { PrevLogprobs = ofNext.roll(1, 1), GenerationLogprobs = policy.PrevLogprobs.MoveToOuterDisposeScope() };
}
