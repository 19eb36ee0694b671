static class Trainer
{
    public static Tensor Step([Tensor("B H", DType.Float)] Tensor a, [Tensor("B H", DType.Float)] Tensor b)
    {
        var dot = (a * b).sum(-1);
        return dot / (a.norm(1) * b.norm(1) + 1e-8);
    }
}
