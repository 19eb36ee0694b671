static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor hidden, int heads)
    {
        var (rows, tokens, width) = (hidden.size(0), hidden.size(1), hidden.size(2));
        var split = hidden.view(rows, tokens, heads, width / heads).transpose(1, 2);
        return split.transpose(1, 2).contiguous().view(rows, tokens, width) + hidden;
    }
}
