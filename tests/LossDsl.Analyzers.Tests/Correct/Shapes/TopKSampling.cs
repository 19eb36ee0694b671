static class Trainer
{
    public static Tensor Step([Tensor("B V", DType.Float)] Tensor logits, int k)
    {
        var (best, _) = logits.topk(k);
        var least = best[.., ^1..];
        return logits.masked_fill(logits < least, float.NegativeInfinity).softmax(-1).multinomial(1);
    }
}
