static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("1 H", DType.Float)] Tensor weight, [Tensor("B S", DType.Float)] Tensor returns)
    {
        return nn.functional.linear(hidden, weight).squeeze(-1) - returns;
    }
}
