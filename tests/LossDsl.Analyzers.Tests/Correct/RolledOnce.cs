// Expected: nothing
class Collator
{
    public Tensor Next(ClippedPGLossDataDict policy, BatchedDataDict<DPOLossDataDict> pairs)
    {
        var next = policy.PrevLogprobs.roll(-1, 1);
        pairs["reference_policy_logprobs"] = next;
        return next;
    }
}
