namespace Wrong.ListInPlaceOfATensor;

static class Trainer
{
    public static void Fill(BatchedDataDict<ClippedPGLossDataDict> batch, List<double> advantages) =>
        batch[ClippedPGLossDataDict.Keys.Advantages] = /*LDSL2003*/advantages;
}
