// LDSL5003 error: every entry would be off by one
class Collator
{
    public BatchedDataDict<DPOLossDataDict> Pairs(ClippedPGLossDataDict policy)
    {
        var (reference, mask) = (policy.ReferencePolicyLogprobs.MoveToOuterDisposeScope(), policy.TokenMask);
        return new BatchedDataDict<DPOLossDataDict>
        {
            ["input_ids"] = policy.InputIds,
            ["token_mask"] = mask,
            ["sample_mask"] = policy.SampleMask,
            ["reference_policy_logprobs"] = /*!*/reference,
        };
    }
}
