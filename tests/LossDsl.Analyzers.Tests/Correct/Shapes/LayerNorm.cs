static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor x, [Tensor("H", DType.Float)] Tensor weight, [Tensor("H", DType.Float)] Tensor bias)
    {
        var mean = x.mean([-1], keepdim: true);
        var variance = x.var(-1, unbiased: false, keepdim: true);
        return (x - mean) / (variance + 1e-5).sqrt() * weight + bias;
    }
}
