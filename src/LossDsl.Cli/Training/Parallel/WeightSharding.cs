namespace LossDsl.Cli.Training;

/// <summary>Takes a rank's part out of tensors that are as large as the whole model's, and brings the parts together.</summary>
internal static class WeightSharding
{
    /// <summary>Makes a rank's part of a whole model.</summary>
    /// <param name="whole">The whole model.</param>
    /// <param name="ranks">The ranks.</param>
    public static CharTransformer CreateShard(CharTransformer whole, Ranks ranks)
    {
        var part = new CharTransformer(new ModelShard(whole.Shard.Shape, ranks));
        CopyShard(whole, part);
        return part;
    }

    /// <summary>Copies a rank's part of a whole model's weights.</summary>
    /// <param name="whole">The whole model.</param>
    /// <param name="part">The part that gets them.</param>
    public static void CopyShard(CharTransformer whole, CharTransformer part)
    {
        var own = Named(part);
        foreach (var (name, tensor) in whole.named_parameters())
            CopyShard(tensor, own.GetValueOrDefault(name), name, part.Shard);
    }

    /// <summary>Brings the parts of all ranks together. Every rank of a model calls this.</summary>
    /// <param name="part">This rank's part.</param>
    /// <returns>The whole model on the first rank; on the others it means nothing.</returns>
    public static CharTransformer Gather(CharTransformer part)
    {
        var whole = new CharTransformer(part.Shard.Shape);
        var own = Named(part);
        foreach (var (name, tensor) in whole.named_parameters())
            Gather(own.GetValueOrDefault(name), tensor, name, part.Shard);
        return whole;
    }

    /// <summary>Copies a rank's part.</summary>
    /// <param name="whole">The whole tensor.</param>
    /// <param name="own">Where to; null where the rank holds nothing.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="part">The rank's part of the model.</param>
    public static void CopyShard(Tensor whole, Tensor? own, string name, ModelShard part)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (own is not null && ParameterPlacements.GetShard(whole, name, part) is { } region)
            own.view(region.shape).copy_(region);
    }

    /// <summary>Brings the parts of a tensor together.</summary>
    /// <param name="own">This rank's part; null where it holds nothing.</param>
    /// <param name="whole">Where to, on the CPU.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="part">The rank's part of the model.</param>
    public static void Gather(Tensor? own, Tensor whole, string name, ModelShard part)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        whole.zero_();
        if (own is not null && ParameterPlacements.GetShard(whole, name, part) is { } region)
            region.copy_(own.view(region.shape));
        // What no part overlaps, sums put together.
        if (ParameterPlacements.GetPlacement(name) is not (Placement.Replicated or Placement.FirstRankOnly))
            part.Ranks.Tensor?.AllReduce(whole);
    }

    private static Dictionary<string, Tensor> Named(CharTransformer model) =>
        model.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
}
