static class Trainer
{
    public static Tensor Step([Tensor("B H", DType.Float)] Tensor query, [Tensor("B H", DType.Float)] Tensor key)
    {
        var scores = query.matmul(key.T);
        var labels = arange(query.size(0));
        return nn.functional.cross_entropy(scores, labels);
    }
}
