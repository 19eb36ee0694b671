static class Trainer
{
    public static Tensor Step([Tensor("B S", DType.Integer)] Tensor ids, int multiple)
    {
        var missing = (multiple - ids.size(1) % multiple) % multiple;
        var tail = full([ids.size(0), missing], 0, dtype: int64);
        return cat([ids, tail], 1).view(ids.size(0), -1, multiple);
    }
}
