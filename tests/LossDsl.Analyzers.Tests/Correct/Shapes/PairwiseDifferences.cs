static class Trainer
{
    public static Tensor Step([Tensor("B", DType.Float)] Tensor scores)
    {
        var difference = scores.unsqueeze(1) - scores.unsqueeze(0);
        return difference.triu(1).sum();
    }
}
