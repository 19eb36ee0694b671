// Expected: LDSL5003 at view.ReferencePolicyLogprobs
static class Pairs
{
    public static void Copy(BatchedDataDict<DPOLossDataDict> pairs, DPOLossDataDict other)
    {
        var view = other.NextToken;
        pairs["reference_policy_logprobs"] = view.ReferencePolicyLogprobs;
    }
}
