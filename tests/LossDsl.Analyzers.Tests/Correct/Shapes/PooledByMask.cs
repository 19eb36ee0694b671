static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("B S")] Tensor mask)
    {
        var weights = mask.unsqueeze(-1).to(float32);
        return (hidden * weights).sum(1) / weights.sum(1).clamp(min: 1e-9);
    }
}
