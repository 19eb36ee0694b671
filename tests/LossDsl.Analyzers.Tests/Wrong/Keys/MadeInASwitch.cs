// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(string kind, Tensor ids, Tensor mask)
    {
        var batch = kind switch
        {
            "whole" => new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = mask },
            _ => new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask },
        };
        return batch.Bind();
    }
}
