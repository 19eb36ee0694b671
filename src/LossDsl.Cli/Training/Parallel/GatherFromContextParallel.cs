namespace LossDsl.Cli.Training;

/// <summary>
/// Gathers keys and values of all positions under context parallelism: all-gather in the forward pass; in the backward pass
/// the gradients of all ranks for a position are summed on the rank that has it.
/// </summary>
internal sealed class GatherFromContextParallel : CheckedFunction<GatherFromContextParallel>
{
    /// <summary>The keys and values of all ranks, in the order of ranks. Shape <c>[2, B, H, Size * N, D]</c>.</summary>
    /// <param name="own">This rank's keys and values. Shape <c>[2, B, H, N, D]</c>.</param>
    /// <param name="group">The context parallel group.</param>
    public static Tensor Apply(Tensor own, IProcessGroup group) => Apply([], own, group);

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        using var scope = NewDisposeScope();
        var all = call.Argument<IProcessGroup>(1).AllGather(call.Argument<Tensor>(0));
        return cat(all.unbind(0), 3).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var group = call.Argument<IProcessGroup>(1);
        var all = upstream.contiguous().clone();
        group.AllReduce(all);
        var own = all.size(3) / group.Size;
        return [all.narrow(3, group.Rank * own, own).clone(), null!];
    }
}
