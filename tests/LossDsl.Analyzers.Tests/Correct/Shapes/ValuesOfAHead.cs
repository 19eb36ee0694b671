static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("1 H", DType.Float)] Tensor weight, [Tensor("B S", DType.Float)] Tensor returns)
    {
        var values = hidden.matmul(weight.T).squeeze(-1);
        return nn.functional.mse_loss(values, returns);
    }
}
