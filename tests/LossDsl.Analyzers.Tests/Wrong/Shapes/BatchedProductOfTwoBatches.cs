// LDSL5007 error: B is not B-1
static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor a, [Tensor("B H D", DType.Float)] Tensor b)
    {
        return /*!*/a.bmm(b[1..]);
    }
}
