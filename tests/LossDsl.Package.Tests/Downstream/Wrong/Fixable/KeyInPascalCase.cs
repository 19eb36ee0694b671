namespace Wrong.KeyInPascalCase;

static class Trainer
{
    public static void Mask(BatchedDataDict<NLLLossDataDict> batch, Tensor mask) => batch[/*LDSL2002*/"SampleMask"] = mask;
}
