namespace LossDsl;

/// <summary>Gathers one or several numbers per position from all ranks that share the context.</summary>
/// <remarks>
/// Every rank computes the whole loss from the gathered numbers, so the gradient of its own positions needs no
/// collective. The gradient is multiplied by the number of ranks, as in the reference, which sums the gradients of all ranks because its
/// caller averages over them.
/// </remarks>
internal sealed class ContextGather : CheckedFunction<ContextGather>
{
    /// <summary>The numbers of all ranks, one rank after the other. Shape <c>[K, Size * N]</c>.</summary>
    /// <param name="own">The numbers of this rank. Shape <c>[K, N]</c>.</param>
    /// <param name="group">The ranks.</param>
    public static Tensor Apply(Tensor own, IProcessGroup group) => Apply([], own, group);

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        using var scope = NewDisposeScope();
        var own = call.Argument<Tensor>(0);
        var all = call.Argument<IProcessGroup>(1).AllGather(own).transpose(0, 1).reshape(own.size(0), -1);
        // Not a view: autograd rejects in-place modification of a view that a custom function returns.
        return GradientTransfer.Rewrap(all).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var group = call.Argument<IProcessGroup>(1);
        var own = upstream.size(1) / group.Size;
        return [upstream.narrow(1, group.Rank * own, own) * group.Size, null!];
    }
}
