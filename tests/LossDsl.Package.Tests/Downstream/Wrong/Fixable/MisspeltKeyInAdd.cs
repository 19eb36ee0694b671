namespace Wrong.MisspeltKeyInAdd;

static class Trainer
{
    public static void Mask(BatchedDataDict<NLLLossDataDict> batch, Tensor mask) => batch.Add(/*LDSL2002*/"toekn_mask", mask);
}
