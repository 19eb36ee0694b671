// LDSL5003 error: every entry would be off by one
class Collator
{
    public void Fill(BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy, bool detached)
    {
        Tensor reference;
        if (detached)
            reference = policy.PrevLogprobs.detach();
        else
            reference = policy.PrevLogprobs;
        pairs.Add(DPOLossDataDict.Keys.ReferencePolicyLogprobs, /*!*/reference);
    }
}
