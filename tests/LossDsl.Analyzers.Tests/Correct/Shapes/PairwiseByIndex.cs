static class Trainer
{
    public static Tensor Step([Tensor("B", DType.Float)] Tensor scores)
    {
        return (scores[.., TensorIndex.None] - scores).abs().mean();
    }
}
