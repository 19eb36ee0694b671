static class Trainer
{
    public static Tensor Step([Tensor("T", DType.Float)] Tensor packed, [Tensor("B S", DType.Bool)] Tensor mask)
    {
        var padded = zeros(mask.size(0), mask.size(1));
        return padded.masked_fill(mask.logical_not(), 0);
    }
}
