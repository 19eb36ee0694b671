namespace LossDsl.Cli.Training;

/// <summary>Where each parameter of the model lives when ranks share its weights.</summary>
internal static class Placements
{
    /// <summary>The ends of the names of parameters that are not everywhere.</summary>
    public static IReadOnlyDictionary<string, Placement> Table { get; } = new OrderedDictionary<string, Placement>
    {
        ["_tokens.weight"] = Placement.ByToken,
        ["_attention._inputs.weight"] = Placement.ByHead,
        ["_attention._inputs.bias"] = Placement.ByHead,
        ["_attention._output.weight"] = Placement.ByInput,
        ["_attention._output.bias"] = Placement.OnFirst,
        ["_widen.weight"] = Placement.ByOutput,
        ["_widen.bias"] = Placement.ByOutput,
        ["_narrow.weight"] = Placement.ByInput,
        ["_narrow.bias"] = Placement.OnFirst,
        ["_head.weight"] = Placement.ByToken,
    };

    /// <summary>Where a parameter lives.</summary>
    /// <param name="name">Its name in the model.</param>
    public static Placement Of(string name) =>
        Table.FirstOrDefault(entry => name.EndsWith(entry.Key, StringComparison.Ordinal)).Value;

    /// <summary>What of a whole parameter a rank holds, as a view; null where it holds nothing.</summary>
    /// <param name="whole">The whole parameter, or what is as large: a gradient, a moment.</param>
    /// <param name="name">Its name in the model.</param>
    /// <param name="part">The rank's part of the model.</param>
    public static Tensor? PartOf(Tensor whole, string name, ModelPart part)
    {
        var (rank, size) = part.Ranks.Tensor is { } group ? (group.Rank, group.Size) : (0, 1);
        return Of(name) switch
        {
            Placement.ByToken => whole.narrow(0, part.VocabularyBegin, part.Vocabulary),
            Placement.ByHead => Even(whole.view([3, whole.size(0) / 3, .. whole.shape[1..]]), 1),
            Placement.ByOutput => Even(whole, 0),
            Placement.ByInput => Even(whole, 1),
            Placement.OnFirst => rank == 0 ? whole : null,
            _ => whole,
        };

        Tensor Even(Tensor tensor, int dim) => tensor.narrow(dim, tensor.size(dim) / size * rank, tensor.size(dim) / size);
    }
}
