static class Trainer
{
    public static Tensor Step([Tensor("B 1", DType.Float)] Tensor scores, [Tensor("B", DType.Float)] Tensor targets)
    {
        return scores.squeeze() - targets;
    }
}
