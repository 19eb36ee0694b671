static class Trainer
{
    public static Tensor Step([Tensor("S S", DType.Float)] Tensor square, [Tensor("S", DType.Float)] Tensor vector)
    {
        return square * vector + square.T * vector.unsqueeze(1) + square.mv(vector);
    }
}
