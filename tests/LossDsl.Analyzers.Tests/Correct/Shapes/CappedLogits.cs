static class Trainer
{
    public static Tensor Step([Tensor("B S V", DType.Float)] Tensor logits, double cap)
    {
        return cap * (logits / cap).tanh();
    }
}
