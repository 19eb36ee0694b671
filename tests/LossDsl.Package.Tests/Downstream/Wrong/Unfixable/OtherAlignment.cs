namespace Wrong.OtherAlignment;

static class Trainer
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy) =>
        pairs["reference_policy_logprobs"] = /*LDSL5003*/policy.ReferencePolicyLogprobs;
}
