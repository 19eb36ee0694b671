static class Trainer
{
    public static Tensor Step(DPOLossDataDict data, Tensor logprobs)
    {
        var sums = (logprobs * data.NextToken.TokenMask).sum(-1);
        var pairs = sums.view(-1, 2);
        return -nn.functional.logsigmoid(pairs.select(1, 0) - pairs.select(1, 1)).mean();
    }
}
