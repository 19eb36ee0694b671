static class Trainer
{
    public static Tensor Step([Tensor("B N S D", DType.Float)] Tensor query, [Tensor("B N S D", DType.Float)] Tensor key, [Tensor("B N S D", DType.Float)] Tensor value)
    {
        var scores = query.matmul(key.transpose(-2, -1)) / Math.Sqrt(64);
        var causal = ones(query.size(2), query.size(2), dtype: @bool).triu(1);
        return scores.masked_fill(causal, float.NegativeInfinity).softmax(-1).matmul(value);
    }
}
