static class Trainer
{
    public static Tensor Step([Tensor("H", DType.Float)] Tensor average, [Tensor("B H", DType.Float)] Tensor now)
    {
        return average * 0.99 + now.mean([0]) * 0.01;
    }
}
