static class Trainer
{
    public static Tensor Step([Tensor("B V", DType.Float)] Tensor logits)
    {
        var noise = -(-rand_like(logits).clamp(1e-9).log()).log();
        return (logits + noise).argmax(-1);
    }
}
