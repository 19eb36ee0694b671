// LDSL5007 error: S and B are declared as different dimensions
static class Trainer
{
    public static Tensor Step([Tensor("B N S D", DType.Float)] Tensor query, [Tensor("B N S D", DType.Float)] Tensor key, [Tensor("B S", DType.Bool)] Tensor padding)
    {
        var scores = query.matmul(key.transpose(-2, -1));
        return /*!*/scores.masked_fill(padding, float.NegativeInfinity);
    }
}
