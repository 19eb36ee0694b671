static class Trainer
{
    public static Tensor Step(nn.Module<Tensor, Tensor> head, [Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("B S", DType.Float)] Tensor returns)
    {
        return (head.call(hidden).squeeze(-1) - returns).pow(2).mean();
    }
}
