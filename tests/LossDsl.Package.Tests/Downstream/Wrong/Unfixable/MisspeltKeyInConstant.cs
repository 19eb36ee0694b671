namespace Wrong.MisspeltKeyInConstant;

static class Trainer
{
    private const string Ids = "input_idz";

    public static void Fill(BatchedDataDict<NLLLossDataDict> batch, Tensor ids) => batch[/*LDSL2002*/Ids] = ids;
}
