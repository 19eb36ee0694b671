using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>
/// Saves and loads the state of an optimizer whose parts may be distributed over ranks. The file has the whole state.
/// </summary>
/// <param name="part">This rank's part of the model.</param>
/// <param name="own">This rank's optimizer.</param>
/// <param name="create">Creates an optimizer with the same settings for another model.</param>
internal sealed class FullOptimizerState(CharTransformer part, AdamW own, Func<CharTransformer, AdamW> create)
{
    private bool IsWhole => part.Shard.Ranks.Tensor is null;

    /// <summary>Saves the whole state. A collective over the ranks of the model.</summary>
    /// <param name="writer">Receives the state. Only the first rank's output is valid.</param>
    public void Save(BinaryWriter writer)
    {
        if (IsWhole)
        {
            own.save_state_dict(writer);
            return;
        }

        using var model = new CharTransformer(part.Shard.Shape);
        using var whole = create(model);
        foreach (var (name, all, mine) in States(model, whole))
        {
            all.step = mine?.step ?? 0;
            WeightSharding.Gather(mine?.exp_avg, all.exp_avg, name, part.Shard);
            WeightSharding.Gather(mine?.exp_avg_sq, all.exp_avg_sq, name, part.Shard);
        }

        foreach (var (all, mine) in whole.ParamGroups.Zip(own.ParamGroups))
            all.LearningRate = mine.LearningRate;
        whole.save_state_dict(writer);
    }

    /// <summary>Loads the whole state, of which this rank takes its part.</summary>
    /// <param name="reader">The saved state.</param>
    public void Load(BinaryReader reader)
    {
        if (IsWhole)
        {
            own.load_state_dict(reader);
            return;
        }

        using var model = new CharTransformer(part.Shard.Shape);
        using var whole = create(model);
        whole.load_state_dict(reader);
        foreach (var (name, all, mine) in States(model, whole))
        {
            if (mine is null)
                continue;
            mine.step = all.step;
            WeightSharding.CopyShard(all.exp_avg, mine.exp_avg, name, part.Shard);
            WeightSharding.CopyShard(all.exp_avg_sq, mine.exp_avg_sq, name, part.Shard);
        }
    }

    private IEnumerable<(string Name, AdamW.State All, AdamW.State? Mine)> States(CharTransformer model, AdamW whole)
    {
        var mine = Named(part, own);
        return Named(model, whole).Select(entry => (entry.Key, entry.Value, mine.GetValueOrDefault(entry.Key)));
    }

    private static Dictionary<string, AdamW.State> Named(CharTransformer model, AdamW optimizer) => model.named_parameters()
        .Zip(optimizer.state_dict().State)
        .ToDictionary(pair => pair.First.name, pair => (AdamW.State)pair.Second);
}
