static class Trainer
{
    public static Tensor Step(Func<Tensor, Tensor> model, [Tensor("B S", DType.Integer)] Tensor prompt, int steps)
    {
        var ids = prompt;
        for (var i = 0; i < steps; i++)
        {
            var next = model(ids)[.., ^1].argmax(-1, keepdim: true);
            ids = cat([ids, next], 1);
        }

        return ids;
    }
}
