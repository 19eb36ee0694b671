static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor x, [Tensor("H", DType.Float)] Tensor weight)
    {
        return x * rsqrt(x.pow(2).mean([-1], keepdim: true) + 1e-6) * weight;
    }
}
