namespace LossDsl.Cli.Training;

/// <summary>The part of a model that a rank holds: some attention heads, some of each network, some of the vocabulary.</summary>
/// <param name="Shape">The whole model's shape.</param>
/// <param name="Ranks">The ranks.</param>
internal sealed record ModelShard(ModelShape Shape, Ranks Ranks)
{
    /// <summary>The attention heads of a block.</summary>
    public int Heads => Shape.Heads / Size;

    /// <summary>The numbers that these heads work with.</summary>
    public int AttentionWidth => Heads * Shape.HeadDim;

    /// <summary>The inner width of a block's network.</summary>
    public int MlpWidth => Shape.MlpWidth / Size;

    /// <summary>The first token of the vocabulary that it holds.</summary>
    public int VocabularyStart => BeginOf(Rank);

    /// <summary>How many tokens it holds: the shares of ranks may differ by one.</summary>
    public int Vocabulary => BeginOf(Rank + 1) - BeginOf(Rank);

    /// <summary>The most tokens that a rank holds.</summary>
    public int MaxVocabularySize => (Shape.Vocabulary + Size - 1) / Size;

    /// <summary>Whether it holds the biases that are added to what the ranks have summed up: one rank does.</summary>
    public bool HasRowParallelBias => Rank == 0;

    /// <summary>How many tokens a rank holds.</summary>
    /// <param name="rank">The rank.</param>
    public int GetVocabularySize(int rank) => BeginOf(rank + 1) - BeginOf(rank);

    private int Rank => Ranks.Tensor?.Rank ?? 0;

    private int Size => Ranks.Tensor?.Size ?? 1;

    private int BeginOf(int rank) => (int)((long)rank * Shape.Vocabulary / Size);
}
