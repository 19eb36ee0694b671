static class Trainer
{
    public static Tensor Step(int tokens)
    {
        var mask = ones(tokens, tokens).tril();
        return mask.unsqueeze(0).unsqueeze(0);
    }
}
