// LDSL5007 error: D and S are declared as different dimensions
static class Trainer
{
    public static Tensor Step([Tensor("B N S D", DType.Float)] Tensor query, [Tensor("B N S D", DType.Float)] Tensor key)
    {
        return /*!*/query.matmul(key).softmax(-1);
    }
}
