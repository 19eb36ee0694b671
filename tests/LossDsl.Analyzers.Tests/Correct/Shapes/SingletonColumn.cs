static class Trainer
{
    public static Tensor Step([Tensor("B K", DType.Float)] Tensor scores, [Tensor("B", DType.Float)] Tensor targets)
    {
        return scores.squeeze(-1) - targets;
    }
}
