// LDSL5007 error: P is not 2*P
static class Trainer
{
    public static Tensor Step(DPOLossDataDict data, [Tensor("P", DType.Float)] Tensor margins)
    {
        return /*!*/margins * data.SampleMask;
    }
}
