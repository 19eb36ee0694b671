static class Trainer
{
    public static Tensor Step([Tensor("B S", DType.Integer)] Tensor ids, [Tensor("B S", DType.Bool)] Tensor mask)
    {
        return ids[TensorIndex.Tensor(mask)].unsqueeze(0);
    }
}
