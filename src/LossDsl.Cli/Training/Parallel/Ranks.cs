namespace LossDsl.Cli.Training;

/// <summary>The process groups of a run, as seen by one rank. A group of one rank is null.</summary>
/// <remarks>
/// <code>
/// rank = (data * Context + context) * Tensor + tensor
/// </code>
/// The ranks of a tensor parallel group communicate in every layer, so they have consecutive numbers: launchers place
/// consecutive ranks on one machine.
/// </remarks>
internal sealed record Ranks
{
    private Ranks(IProcessGroup? world) => World = world;

    /// <summary>A run of one process.</summary>
    public static Ranks SingleProcess { get; } = new(world: null);

    /// <summary>All ranks.</summary>
    public IProcessGroup? World { get; }

    /// <summary>The tensor parallel group: the ranks that split the weights of this rank's model.</summary>
    public IProcessGroup? Tensor { get; private init; }

    /// <summary>The context parallel group: the ranks that split the positions of this rank's rows.</summary>
    public IProcessGroup? Context { get; private init; }

    /// <summary>The data parallel group: the ranks that have other rows of a step, but are otherwise the same.</summary>
    public IProcessGroup? Data { get; private init; }

    /// <summary>The ranks with the same weights as this one, context times data, over which gradients are summed.</summary>
    public IProcessGroup? Replicas { get; private init; }

    /// <summary>Whether this rank writes output and files for all.</summary>
    public bool IsLeader => World is null || World.Rank == 0;

    /// <summary>Whether checkpoints take their weights from this rank.</summary>
    public bool HoldsSavedWeights => Replicas is null || Replicas.Rank == 0;

    /// <summary>Creates the groups. A collective over all ranks.</summary>
    /// <param name="world">All ranks.</param>
    /// <param name="split">How the run is split.</param>
    /// <param name="groupOf">Creates the group of the ranks that pass the same color, ordered by rank.</param>
    public static Ranks Create(IProcessGroup world, Split split, Func<int, IProcessGroup> groupOf)
    {
        var (model, tensor) = Math.DivRem(world.Rank, split.Tensor);
        var (data, context) = Math.DivRem(model, split.Context);
        // All ranks create the same groups in the same order.
        var tensors = Group(split.Tensor, model);
        var contexts = Group(split.Context, data * split.Tensor + tensor);
        var datas = Group(split.Data, context * split.Tensor + tensor);
        var replicas = contexts is null ? datas : datas is null ? contexts : groupOf(tensor);
        return new Ranks(world) { Tensor = tensors, Context = contexts, Data = datas, Replicas = replicas };

        IProcessGroup? Group(int size, int number) => size == 1 ? null : groupOf(number);
    }

    /// <summary>Whether a condition holds on any rank. A collective over all ranks.</summary>
    /// <param name="here">Whether it holds on this rank.</param>
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
