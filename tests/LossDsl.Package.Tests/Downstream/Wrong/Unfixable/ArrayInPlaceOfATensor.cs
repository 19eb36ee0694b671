namespace Wrong.ArrayInPlaceOfATensor;

static class Trainer
{
    public static void Mask(BatchedDataDict<NLLLossDataDict> batch) => batch["sample_mask"] = /*LDSL2003*/new[] { 1f, 0f };
}
