// LDSL5008 error: the first factor has 2 dimensions, not 3
static class Trainer
{
    public static Tensor Step([Tensor("S H", DType.Float)] Tensor a, [Tensor("H D", DType.Float)] Tensor b)
    {
        return /*!*/bmm(a, b);
    }
}
