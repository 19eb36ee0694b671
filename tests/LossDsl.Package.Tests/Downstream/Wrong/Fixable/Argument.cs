namespace Wrong.Argument;

static class Trainer
{
    public static void Warm([Range(1, 100)] int steps) => Console.WriteLine(steps);

    public static void Run() => Warm(/*LDSL3001*/0);
}
