static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor x, [Tensor("H H", DType.Float)] Tensor w, [Tensor("R H", DType.Float)] Tensor a, [Tensor("H R", DType.Float)] Tensor b)
    {
        return x.matmul(w.T) + x.matmul(a.T).matmul(b.T) * 2.0;
    }
}
