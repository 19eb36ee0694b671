namespace LossDsl.Cli.Training;

/// <summary>Saves and loads the weights of a model of which each rank may hold a part, as those of the whole model.</summary>
internal static class FullModelState
{
    /// <summary>Writes the whole. Every rank of a model calls this.</summary>
    /// <param name="model">The model, or a part of it.</param>
    /// <param name="writer">Where to. What any but the first rank writes means nothing.</param>
    public static void Save(CharTransformer model, BinaryWriter writer)
    {
        if (model.Shard.Ranks.Tensor is null)
        {
            model.save(writer);
            return;
        }

        using var whole = WeightSharding.Gather(model);
        whole.save(writer);
    }

    /// <summary>Reads the whole, of which the model takes its part.</summary>
    /// <param name="model">The model, or a part of it.</param>
    /// <param name="reader">Where from.</param>
    public static void Load(CharTransformer model, BinaryReader reader)
    {
        if (model.Shard.Ranks.Tensor is null)
        {
            model.load(reader);
            return;
        }

        using var whole = new CharTransformer(model.Shard.Shape);
        whole.load(reader);
        WeightSharding.CopyShard(whole, model);
    }
}
