namespace LossDsl.Cli.Training;

/// <summary>
/// Saves and loads the weights of a model whose parts may be distributed over ranks. The file has the whole model.
/// </summary>
internal static class FullModelState
{
    /// <summary>Saves the whole model. A collective over the ranks of the model.</summary>
    /// <param name="model">The model, or a part of it.</param>
    /// <param name="writer">Receives the weights. Only the first rank's output is valid.</param>
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

    /// <summary>Loads the whole model, of which the model takes its part.</summary>
    /// <param name="model">The model, or a part of it.</param>
    /// <param name="reader">The saved weights.</param>
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
