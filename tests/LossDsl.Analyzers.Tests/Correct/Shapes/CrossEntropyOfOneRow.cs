static class Trainer
{
    public static Tensor Step([Tensor("S V", DType.Float)] Tensor logits, [Tensor("S", DType.Integer)] Tensor labels)
    {
        return nn.functional.cross_entropy(logits, labels, ignore_index: -100);
    }
}
