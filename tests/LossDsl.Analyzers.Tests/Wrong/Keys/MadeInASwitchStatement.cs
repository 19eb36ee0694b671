// LDSL2001 error: lacks the required keys 'token_mask', 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(int kind, Tensor ids, Tensor mask)
    {
        BatchedDataDict<NLLLossDataDict> batch;
        switch (kind)
        {
            case 0:
                batch = new() { ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = mask };
                break;
            default:
                batch = /*!*/new() { ["input_ids"] = ids };
                break;
        }

        return batch.Bind();
    }
}
