namespace LossDsl.Cli.Training;

/// <summary>The dimensions of a model.</summary>
/// <param name="Vocabulary">The number of tokens of the vocabulary.</param>
/// <param name="Length">The maximum length of a row.</param>
/// <param name="Width">The embedding width.</param>
/// <param name="Layers">The number of blocks.</param>
/// <param name="Heads">The number of attention heads per block.</param>
internal sealed record ModelShape(int Vocabulary, int Length, int Width, int Layers, int Heads)
{
    /// <summary>The element type.</summary>
    public ScalarType Type { get; init; } = float64;

    /// <summary>The width of an attention head.</summary>
    public int HeadDim => Width / Heads;

    /// <summary>The hidden width of a block's MLP.</summary>
    public int MlpWidth => 4 * Width;
}
