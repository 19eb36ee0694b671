namespace LossDsl.Cli.Training;

/// <summary>The part of a model on one rank: some attention heads, some of each MLP, some of the vocabulary.</summary>
/// <param name="Shape">The dimensions of the whole model.</param>
/// <param name="Ranks">The ranks.</param>
internal sealed record ModelShard(ModelShape Shape, Ranks Ranks)
{
    /// <summary>The number of attention heads per block on this rank.</summary>
    public int Heads => Shape.Heads / Size;

    /// <summary>The total width of these heads.</summary>
    public int AttentionWidth => Heads * Shape.HeadDim;

    /// <summary>The hidden width of a block's MLP on this rank.</summary>
    public int MlpWidth => Shape.MlpWidth / Size;

    /// <summary>The first token of this rank's part of the vocabulary.</summary>
    public int VocabularyStart => BeginOf(Rank);

    /// <summary>The number of tokens on this rank. It may differ by one between ranks.</summary>
    public int Vocabulary => BeginOf(Rank + 1) - BeginOf(Rank);

    /// <summary>The maximum number of tokens on a rank.</summary>
    public int MaxVocabularySize => (Shape.Vocabulary + Size - 1) / Size;

    /// <summary>Whether this rank has the biases of row-parallel layers, which are added once to the sum over ranks.</summary>
    public bool HasRowParallelBias => Rank == 0;

    /// <summary>The number of tokens on a rank.</summary>
    /// <param name="rank">The rank.</param>
    public int GetVocabularySize(int rank) => BeginOf(rank + 1) - BeginOf(rank);

    private int Rank => Ranks.Tensor?.Rank ?? 0;

    private int Size => Ranks.Tensor?.Size ?? 1;

    private int BeginOf(int rank) => (int)((long)rank * Shape.Vocabulary / Size);
}
