namespace LossDsl.Cli.Training;

/// <summary>The placement of the model's parameters under tensor parallelism.</summary>
internal static class ParameterPlacements
{
    /// <summary>The placements of parameters that are not replicated, by the suffix of their names.</summary>
    public static IReadOnlyDictionary<string, Placement> Table { get; } = new OrderedDictionary<string, Placement>
    {
        ["_tokenEmbedding.weight"] = Placement.VocabParallel,
        ["_attention._qkvProj.weight"] = Placement.HeadParallel,
        ["_attention._qkvProj.bias"] = Placement.HeadParallel,
        ["_attention._outProj.weight"] = Placement.RowParallel,
        ["_attention._outProj.bias"] = Placement.FirstRankOnly,
        ["_upProj.weight"] = Placement.ColumnParallel,
        ["_upProj.bias"] = Placement.ColumnParallel,
        ["_downProj.weight"] = Placement.RowParallel,
        ["_downProj.bias"] = Placement.FirstRankOnly,
        ["_lmHead.weight"] = Placement.VocabParallel,
    };

    /// <summary>The placement of a parameter.</summary>
    /// <param name="name">The name in the model.</param>
    public static Placement GetPlacement(string name) =>
        Table.FirstOrDefault(entry => name.EndsWith(entry.Key, StringComparison.Ordinal)).Value;

    /// <summary>A rank's part of a whole parameter, as a view; null if the rank has none of it.</summary>
    /// <param name="whole">The whole parameter, or a tensor of the same shape, such as a gradient or a moment.</param>
    /// <param name="name">The name in the model.</param>
    /// <param name="part">The rank's part of the model.</param>
    public static Tensor? GetShard(Tensor whole, string name, ModelShard part)
    {
        var (rank, size) = part.Ranks.Tensor is { } group ? (group.Rank, group.Size) : (0, 1);
        return GetPlacement(name) switch
        {
            Placement.VocabParallel => whole.narrow(0, part.VocabularyStart, part.Vocabulary),
            Placement.HeadParallel => Even(whole.view([3, whole.size(0) / 3, .. whole.shape[1..]]), 1),
            Placement.ColumnParallel => Even(whole, 0),
            Placement.RowParallel => Even(whole, 1),
            Placement.FirstRankOnly => rank == 0 ? whole : null,
            _ => whole,
        };

        Tensor Even(Tensor tensor, int dim) => tensor.narrow(dim, tensor.size(dim) / size * rank, tensor.size(dim) / size);
    }
}
