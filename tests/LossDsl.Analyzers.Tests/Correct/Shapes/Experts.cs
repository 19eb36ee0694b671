static class Trainer
{
    public static Tensor Step([Tensor("T H", DType.Float)] Tensor tokens, [Tensor("H E", DType.Float)] Tensor router)
    {
        var gates = tokens.matmul(router).softmax(-1);
        var (weights, chosen) = gates.topk(2);
        weights = weights / weights.sum(-1, keepdim: true);
        var load = nn.functional.one_hot(chosen, 8).to(float32).sum(1).mean([0]);
        return weights.sum() + load.sum();
    }
}
