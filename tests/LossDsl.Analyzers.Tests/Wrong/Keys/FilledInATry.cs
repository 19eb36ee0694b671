// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static NLLLossDataDict Run(Func<Tensor> load, Tensor mask)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["token_mask"] = mask };
        try
        {
            batch["input_ids"] = load();
        }
        catch (System.IO.IOException)
        {
            batch["input_ids"] = zeros(1, 1, int64);
        }

        return batch.Bind();
    }
}
