namespace LossDsl.Cli.Training;

/// <summary>Extracts a rank's part of the whole model's tensors, and gathers the parts.</summary>
internal static class WeightSharding
{
    /// <summary>Creates a rank's part of a whole model.</summary>
    /// <param name="whole">The whole model.</param>
    /// <param name="ranks">The ranks.</param>
    public static CharTransformer CreateShard(CharTransformer whole, Ranks ranks)
    {
        var part = new CharTransformer(new ModelShard(whole.Shard.Shape, ranks));
        CopyShard(whole, part);
        return part;
    }

    /// <summary>Copies a rank's part of the weights of a whole model.</summary>
    /// <param name="whole">The whole model.</param>
    /// <param name="part">The part that receives the weights.</param>
    public static void CopyShard(CharTransformer whole, CharTransformer part)
    {
        var own = Named(part);
        foreach (var (name, tensor) in whole.named_parameters())
            CopyShard(tensor, own.GetValueOrDefault(name), name, part.Shard);
    }

    /// <summary>Gathers the parts of all ranks. A collective over the ranks of the model.</summary>
    /// <param name="part">This rank's part.</param>
    /// <returns>The whole model on the first rank; undefined on the others.</returns>
    public static CharTransformer Gather(CharTransformer part)
    {
        var whole = new CharTransformer(part.Shard.Shape);
        var own = Named(part);
        foreach (var (name, tensor) in whole.named_parameters())
            Gather(own.GetValueOrDefault(name), tensor, name, part.Shard);
        return whole;
    }

    /// <summary>Copies a rank's part of a whole tensor.</summary>
    /// <param name="whole">The whole tensor.</param>
    /// <param name="own">Receives the part; null if the rank has none of it.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="part">The rank's part of the model.</param>
    public static void CopyShard(Tensor whole, Tensor? own, string name, ModelShard part)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (own is not null && ParameterPlacements.GetShard(whole, name, part) is { } region)
            own.view(region.shape).copy_(region);
    }

    /// <summary>Gathers the parts of a tensor.</summary>
    /// <param name="own">This rank's part; null if it has none.</param>
    /// <param name="whole">Receives the whole tensor, on the CPU.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="part">The rank's part of the model.</param>
    public static void Gather(Tensor? own, Tensor whole, string name, ModelShard part)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        whole.zero_();
        if (own is not null && ParameterPlacements.GetShard(whole, name, part) is { } region)
            region.copy_(own.view(region.shape));
        // The parts do not overlap and are 0 elsewhere, so a sum joins them.
        if (ParameterPlacements.GetPlacement(name) is not (Placement.Replicated or Placement.FirstRankOnly))
            part.Ranks.Tensor?.AllReduce(whole);
    }

    private static Dictionary<string, Tensor> Named(CharTransformer model) =>
        model.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
}
