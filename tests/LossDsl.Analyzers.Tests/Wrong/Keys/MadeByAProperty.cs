// LDSL2001 error: lacks the required keys 'token_mask', 'sample_mask'
static class Data
{
    public static BatchedDataDict<NLLLossDataDict> Sample => new() { ["input_ids"] = zeros(2, 3, dtype: int64) };
}

static class Trainer
{
    static NLLLossDataDict Step() => /*!*/Data.Sample.Bind();
}
