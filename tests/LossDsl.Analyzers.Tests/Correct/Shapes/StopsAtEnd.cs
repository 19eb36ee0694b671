static class Trainer
{
    public static Tensor Step([Tensor("B S", DType.Integer)] Tensor ids, int end)
    {
        var isEnd = ids == end;
        var after = isEnd.to(int64).cumsum(-1) - isEnd.to(int64);
        return (after == 0).to(float32) * ids;
    }
}
