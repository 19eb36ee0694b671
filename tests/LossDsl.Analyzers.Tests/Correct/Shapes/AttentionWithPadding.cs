static class Trainer
{
    public static Tensor Step([Tensor("B N S D", DType.Float)] Tensor query, [Tensor("B N S D", DType.Float)] Tensor key, [Tensor("B N S D", DType.Float)] Tensor value, [Tensor("B S", DType.Bool)] Tensor padding)
    {
        var scores = query.matmul(key.transpose(2, 3));
        return scores.masked_fill(padding.unsqueeze(1).unsqueeze(2), float.NegativeInfinity).softmax(-1).matmul(value);
    }
}
