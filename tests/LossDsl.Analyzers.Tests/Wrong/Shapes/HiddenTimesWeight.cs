// LDSL5007 error: H and V are declared as different dimensions
static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("V H", DType.Float)] Tensor weight)
    {
        return /*!*/hidden.matmul(weight);
    }
}
