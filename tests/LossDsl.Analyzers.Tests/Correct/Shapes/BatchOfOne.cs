static class Trainer
{
    public static Tensor Step([Tensor("1 S", DType.Float)] Tensor one, [Tensor("B S", DType.Float)] Tensor many)
    {
        return one * many + one.squeeze(0) * many;
    }
}
