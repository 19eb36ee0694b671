namespace LossDsl.Cli.Training;

/// <summary>The sizes of the tensor, context and data parallel groups.</summary>
/// <param name="Tensor">The number of ranks that split the weights of a model.</param>
/// <param name="Context">The number of ranks that split the positions of a row.</param>
/// <param name="Data">The number of ranks that split the rows of a step.</param>
internal sealed record Split(int Tensor, int Context, int Data)
{
    /// <summary>A single rank.</summary>
    public static Split None { get; } = new(1, 1, 1);

    /// <summary>The total number of ranks.</summary>
    public int Ranks => Tensor * Context * Data;

    /// <inheritdoc/>
    public override string ToString() => $"tensor {Tensor} x context {Context} x data {Data}";
}
