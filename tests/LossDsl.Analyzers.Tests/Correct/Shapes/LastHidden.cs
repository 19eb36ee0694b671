static class Trainer
{
    public static Tensor Step([Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("B", DType.Integer)] Tensor lengths)
    {
        var places = (lengths - 1).view(-1, 1, 1).expand(-1, 1, hidden.size(2));
        return hidden.gather(1, places).squeeze(1);
    }
}
