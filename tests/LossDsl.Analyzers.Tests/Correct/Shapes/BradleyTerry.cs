static class Trainer
{
    public static Tensor Step([Tensor("P", DType.Float)] Tensor chosen, [Tensor("P", DType.Float)] Tensor rejected, [Tensor("P", DType.Float)] Tensor margin)
    {
        return -nn.functional.logsigmoid(chosen - rejected - margin).mean();
    }
}
