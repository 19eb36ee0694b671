// LDSL5008 error: 'bs' names 2 dimensions of factor 1, which has 3
static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("H", DType.Float)] Tensor vector)
    {
        return /*!*/einsum("bs,h->bsh", hidden, vector);
    }
}
