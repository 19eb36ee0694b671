namespace Wrong.NumberInPlaceOfATensor;

static class Trainer
{
    public static BatchedDataDict<NLLLossDataDict> Make() => new() { ["sample_mask"] = /*LDSL2003*/3 };
}
