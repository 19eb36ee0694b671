// LDSL2001 error: lacks the required key 'token_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask)
    {
        var columns = new Dictionary<string, object?> { { "input_ids", ids }, { "sample_mask", mask } };
        if (mask.NumberOfElements > 0)
            columns["note"] = "masked";
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict>(columns);
        return batch.Bind();
    }
}
