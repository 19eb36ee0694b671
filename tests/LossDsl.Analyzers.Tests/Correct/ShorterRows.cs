// Expected: nothing
static class Cropping
{
    // All without their first token, or without their last.
    public static NLLLossDataDict WithoutFirst(NLLLossDataDict data) => data with
    {
        InputIds = data.InputIds[.., 1..], TokenMask = data.TokenMask[.., 1..],
    };

    public static BatchedDataDict<NLLLossDataDict> WithoutLast(NLLLossDataDict data) => new()
    {
        ["input_ids"] = data.InputIds[.., ..^1],
        ["token_mask"] = data.TokenMask[.., ..^1],
        ["sample_mask"] = data.SampleMask,
    };

    public static Tensor Inputs(NLLLossDataDict data, Func<Tensor, Tensor> model) => model(data.InputIds[.., ..^1]);
}
