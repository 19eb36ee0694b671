static class Trainer
{
    public static Tensor Step([Tensor("B N S D", DType.Float)] Tensor query, [Tensor("B N S D", DType.Float)] Tensor key, [Tensor("B N S D", DType.Float)] Tensor value)
    {
        var scores = einsum("bnid,bnjd->bnij", query, key);
        return einsum("bnij,bnjd->bnid", scores.softmax(-1), value);
    }
}
