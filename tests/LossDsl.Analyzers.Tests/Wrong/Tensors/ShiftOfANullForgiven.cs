// LDSL5003 error: Entry t of ClippedPGLossDataDict.PrevLogprobs describes token t, entry t of 'reference_policy_logprobs' of DPOLossDataDict token t+1: every entry would be off by one; roll(-1, 1) lines it up
static class Pairs
{
    public static BatchedDataDict<DPOLossDataDict> Of(ClippedPGLossDataDict policy) => new()
    {
        ["input_ids"] = policy.InputIds,
        ["reference_policy_logprobs"] = /*!*/policy.PrevLogprobs!,
    };
}
