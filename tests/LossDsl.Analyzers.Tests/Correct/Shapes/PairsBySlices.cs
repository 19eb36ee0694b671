static class Trainer
{
    public static Tensor Step(PairsDataDict data, Tensor rewards)
    {
        var chosen = rewards[TensorIndex.Slice(0, null, 2)];
        var rejected = rewards[TensorIndex.Slice(1, null, 2)];
        return -nn.functional.logsigmoid(chosen - rejected).mean();
    }
}
