static class Trainer
{
    public static Tensor Step(Tensor a, Tensor b)
    {
        var c = a * b.unsqueeze(-1);
        return c.view(-1, 8).sum(1) + a.reshape(2, 3, 4).sum();
    }
}
