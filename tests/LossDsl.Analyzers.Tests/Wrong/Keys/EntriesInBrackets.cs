// LDSL2001 error: lacks the required keys 'token_mask', 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids) => new /*!*/BatchedDataDict<NLLLossDataDict>([new("input_ids", ids), new("step", 3)]).Bind();
}
