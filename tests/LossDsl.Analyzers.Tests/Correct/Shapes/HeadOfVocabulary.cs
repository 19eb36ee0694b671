static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("V H", DType.Float)] Tensor weight)
    {
        return hidden.matmul(weight.T) + hidden.matmul(weight.transpose(0, 1));
    }
}
