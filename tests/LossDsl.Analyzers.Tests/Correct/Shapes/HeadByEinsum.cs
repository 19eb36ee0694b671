static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("V H", DType.Float)] Tensor weight)
    {
        return einsum("bsh,vh->bsv", hidden, weight).log_softmax(-1);
    }
}
