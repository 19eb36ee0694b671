// LDSL5003 error: DPOLossDataDict.NextToken.ReferencePolicyLogprobs has an entry for each next-token prediction, 'reference_policy_logprobs' of DPOLossDataDict one for each token, which is one more; give it the whole tensor
static class Pairs
{
    public static void Copy(BatchedDataDict<DPOLossDataDict> pairs, DPOLossDataDict other)
    {
        var view = other.NextToken;
        pairs["reference_policy_logprobs"] = /*!*/view.ReferencePolicyLogprobs;
    }
}
