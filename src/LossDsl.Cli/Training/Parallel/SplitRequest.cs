namespace LossDsl.Cli.Training;

/// <summary>The split that the command line requests.</summary>
/// <param name="Tensor"><c>--tensor-parallel</c>.</param>
/// <param name="Context"><c>--context-parallel</c>.</param>
/// <param name="Data">
/// <c>--data-parallel</c>; null if it is not given, 0 if it is given without a number, for as many ranks as there are.
/// </param>
internal sealed record SplitRequest(int Tensor, int Context, int? Data)
{
    private int Model => Tensor * Context;

    /// <summary>Resolves the split for a number of ranks. Ranks that do not split a model split the rows of a step.</summary>
    /// <param name="ranks">The number of ranks that were started.</param>
    /// <exception cref="UsageException">The number does not fit the request. The message is the same on each rank.</exception>
    public Split Resolve(int ranks)
    {
        if (ranks == 1 && (Model > 1 || Data is 0 or > 1))
            throw new UsageException(
                $"{Options} needs more than one process, and this is one: start `mpirun -n {Wanted} ./lossdsl train {Options}` "
                + "(for root with --allow-run-as-root, on fewer cores with --oversubscribe)");
        if (ranks % Model != 0)
            throw new UsageException(
                $"{ranks} processes were started, but {Options} takes {Model} a model: start a multiple of {Model}");
        if (Data is > 0 && Data * Model != ranks)
            throw new UsageException($"{ranks} processes were started, but {Options} takes {Wanted}: start mpirun -n {Wanted}");
        return new Split(Tensor, Context, ranks / Model);
    }

    private int Wanted => Data is null ? Model : Model * (Data is > 0 and { } data ? data : 2);

    private string Options => string.Join(' ', new[]
    {
        Tensor > 1 ? $"--tensor-parallel {Tensor}" : "",
        Context > 1 ? $"--context-parallel {Context}" : "",
        Data switch { null => "", 0 => "--data-parallel", { } data => $"--data-parallel {data}" },
    }.Where(option => option.Length > 0));
}
