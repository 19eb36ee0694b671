static class Trainer
{
    public static Tensor Step([Tensor("B S", DType.Float)] Tensor logprobs)
    {
        var halves = logprobs.chunk(2);
        return halves[0].sum(-1) - halves[1].sum(-1);
    }
}
