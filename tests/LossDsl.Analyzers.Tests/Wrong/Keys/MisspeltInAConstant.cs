// LDSL2002 error: did you mean 'input_ids'?
static class Trainer
{
    private const string Ids = "input_" + "idd";
    static void Run(BatchedDataDict<NLLLossDataDict> batch, Tensor ids) => batch.Add(/*!*/Ids, ids);
}
