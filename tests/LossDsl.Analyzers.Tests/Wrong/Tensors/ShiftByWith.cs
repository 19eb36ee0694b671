// LDSL5003 error: every entry would be off by one
class Collator
{
    public DPOLossDataDict Cut(DPOLossDataDict pairs, ClippedPGLossDataDict policy) =>
        pairs with { ReferencePolicyLogprobs = /*!*/policy.GenerationLogprobs };
}
