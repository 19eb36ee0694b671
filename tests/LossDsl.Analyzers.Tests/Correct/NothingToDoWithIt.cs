// Names that the rules look for, in code that has nothing to do with LossDsl.
class NothingToDoWithIt
{
    private readonly Dictionary<string, object?> _batch = new() { ["input_idz"] = 3 };

    public object? Loss { get; private set; }

    public void Compute()
    {
        foreach (var micro in Microbatches())
        {
            _batch["token_maks"] = micro;
            _batch.Remove("x");
            Loss = (double)micro / 4;
            new Result(micro).backward();
        }

        var other = new List<Result> { new(1) };
        foreach (var result in other)
            (result / 2).backward();
    }

    private IEnumerable<int> Microbatches() => [1, 2];

    private sealed record Result(int Loss)
    {
        public static Result operator /(Result result, int count) => result with { Loss = result.Loss / count };

        public void backward() => Console.WriteLine(Loss);
    }
}
