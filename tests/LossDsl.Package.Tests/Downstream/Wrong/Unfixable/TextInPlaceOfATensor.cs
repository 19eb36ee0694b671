namespace Wrong.TextInPlaceOfATensor;

static class Trainer
{
    public static void Mask(BatchedDataDict<NLLLossDataDict> batch) => batch.Add("token_mask", /*LDSL2003*/"ones");
}
