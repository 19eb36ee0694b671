static class Trainer
{
    public static Tensor Step([Tensor("T", DType.Integer)] Tensor segments)
    {
        var same = segments.unsqueeze(0) == segments.unsqueeze(1);
        return same.logical_and(ones(segments.size(0), segments.size(0), dtype: @bool).tril());
    }
}
