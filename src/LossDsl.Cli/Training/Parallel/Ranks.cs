namespace LossDsl.Cli.Training;

/// <summary>The processes of a run, as one of them sees them. A group that would have this one alone is null.</summary>
/// <remarks>
/// <code>
/// rank = (data * Context + context) * Tensor + tensor
/// </code>
/// Ranks that share weights talk in every layer, so they are neighbours: a launcher puts neighbours on one machine.
/// </remarks>
internal sealed record Ranks
{
    private Ranks(IProcessGroup? world) => World = world;

    /// <summary>A run of one process.</summary>
    public static Ranks SingleProcess { get; } = new(world: null);

    /// <summary>All of them.</summary>
    public IProcessGroup? World { get; }

    /// <summary>Those that share the weights of this one's model.</summary>
    public IProcessGroup? Tensor { get; private init; }

    /// <summary>Those that share the positions of this one's rows.</summary>
    public IProcessGroup? Context { get; private init; }

    /// <summary>Those that have other rows of a step, and are otherwise as this one.</summary>
    public IProcessGroup? Data { get; private init; }

    /// <summary>Those that hold the same weights as this one: context times data. Their gradients come together.</summary>
    public IProcessGroup? Replicas { get; private init; }

    /// <summary>Whether this one speaks and writes for all.</summary>
    public bool IsLeader => World is null || World.Rank == 0;

    /// <summary>Whether this one's weights are those that a checkpoint takes.</summary>
    public bool HoldsSavedWeights => Replicas is null || Replicas.Rank == 0;

    /// <summary>Forms the groups. Every rank calls this.</summary>
    /// <param name="world">All ranks.</param>
    /// <param name="split">How they are split.</param>
    /// <param name="groupOf">Joins those that name the same number in a group, in the order of their ranks.</param>
    public static Ranks Create(IProcessGroup world, Split split, Func<int, IProcessGroup> groupOf)
    {
        var (model, tensor) = Math.DivRem(world.Rank, split.Tensor);
        var (data, context) = Math.DivRem(model, split.Context);
        // One after the other: all ranks form the same groups in the same order.
        var tensors = Group(split.Tensor, model);
        var contexts = Group(split.Context, data * split.Tensor + tensor);
        var datas = Group(split.Data, context * split.Tensor + tensor);
        var replicas = contexts is null ? datas : datas is null ? contexts : groupOf(tensor);
        return new Ranks(world) { Tensor = tensors, Context = contexts, Data = datas, Replicas = replicas };

        IProcessGroup? Group(int size, int number) => size == 1 ? null : groupOf(number);
    }

    /// <summary>Whether something is so on any rank. Every rank calls this.</summary>
    /// <param name="here">Whether it is so on this one.</param>
    public bool AnyRank(bool here)
    {
        if (World is null)
            return here;
        using var scope = NewDisposeScope();
        var there = full([1], here ? 1 : 0, dtype: int64);
        World.AllReduce(there, ReduceOp.Max);
        return there.item<long>() == 1;
    }
}
