static class Trainer
{
    public static Tensor Step([Tensor("B N S D", DType.Float)] Tensor x, [Tensor("S D", DType.Float)] Tensor cos, [Tensor("S D", DType.Float)] Tensor sin)
    {
        var halves = x.chunk(2, -1);
        var turned = cat([-halves[1], halves[0]], -1);
        return x * cos + turned * sin;
    }
}
