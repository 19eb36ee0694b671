static class Trainer
{
    public static Tensor Step([Tensor("B N S D", DType.Float)] Tensor query, [Tensor("B N S D", DType.Float)] Tensor key, [Tensor("B N S D", DType.Float)] Tensor value)
    {
        var merged = query.transpose(1, 2).flatten(2);
        return merged.view(query.size(0), query.size(2), -1) + merged;
    }
}
