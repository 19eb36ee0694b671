namespace Wrong.MisspeltKeyInInitializer;

static class Trainer
{
    public static BatchedDataDict<NLLLossDataDict> Make(Tensor ids) => new() { [/*LDSL2002*/"input_idz"] = ids };
}
