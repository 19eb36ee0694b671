static class Trainer
{
    public static Tensor Step([Tensor("N S", DType.Float)] Tensor first, [Tensor("M S", DType.Float)] Tensor second)
    {
        return cat([first, second]).sum(-1);
    }
}
