static class Trainer
{
    public static Tensor Step([Tensor("B V", DType.Float)] Tensor logits, [Tensor("B V", DType.Float)] Tensor targets)
    {
        return nn.functional.cross_entropy(logits, targets);
    }
}
