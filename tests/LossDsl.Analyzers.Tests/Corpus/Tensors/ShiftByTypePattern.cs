// Expected: LDSL5003 at tensor
static class Pairs
{
    public static void Fill(BatchedDataDict<DPOLossDataDict> pairs, BatchedDataDict<ClippedPGLossDataDict> policy)
    {
        if (policy["prev_logprobs"] is Tensor tensor)
            pairs.Add("reference_policy_logprobs", tensor);
    }
}
