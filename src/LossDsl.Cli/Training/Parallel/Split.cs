namespace LossDsl.Cli.Training;

/// <summary>How many ranks share each dimension of a run.</summary>
/// <param name="Tensor">The ranks that share the weights of one model.</param>
/// <param name="Context">The ranks that share the positions of a row.</param>
/// <param name="Data">The ranks that share the rows of a step.</param>
internal sealed record Split(int Tensor, int Context, int Data)
{
    /// <summary>One rank that does everything.</summary>
    public static Split None { get; } = new(1, 1, 1);

    /// <summary>How many ranks there are.</summary>
    public int Ranks => Tensor * Context * Data;

    /// <inheritdoc/>
    public override string ToString() => $"tensor {Tensor} x context {Context} x data {Data}";
}
