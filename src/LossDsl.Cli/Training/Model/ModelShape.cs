namespace LossDsl.Cli.Training;

/// <summary>How large a model is.</summary>
/// <param name="Vocabulary">The tokens that it knows.</param>
/// <param name="Length">The most tokens that a row may have.</param>
/// <param name="Width">The numbers that stand for a token.</param>
/// <param name="Layers">The blocks.</param>
/// <param name="Heads">The attention heads of a block.</param>
internal sealed record ModelShape(int Vocabulary, int Length, int Width, int Layers, int Heads)
{
    /// <summary>The type of its numbers.</summary>
    public ScalarType Type { get; init; } = float64;

    /// <summary>The numbers that a head works with.</summary>
    public int HeadDim => Width / Heads;

    /// <summary>The inner width of a block's network.</summary>
    public int MlpWidth => 4 * Width;
}
