namespace LossDsl;

/// <summary>Brings one number a position from the ranks that share the context to all of them.</summary>
/// <remarks>
/// Every rank computes the whole loss from what it gathers, so the gradient of its own positions is there without a
/// collective. It is multiplied with the number of ranks: the reference adds up the gradients of all ranks, and its caller
/// averages over them.
/// </remarks>
internal sealed class ContextGather : autograd.SingleTensorFunction<ContextGather>
{
    private const string Options = "options";

    /// <inheritdoc/>
    public override string Name => nameof(ContextGather);

    /// <summary>The numbers of all ranks, one rank after the other. Shape <c>[1, Size * N]</c>.</summary>
    /// <param name="own">This rank's. Shape <c>[1, N]</c>.</param>
    /// <param name="group">The ranks.</param>
    public static Tensor Of(Tensor own, IProcessGroup group) => apply(own, group);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        using var scope = NewDisposeScope();
        var (own, group) = ((Tensor)vars[0], (IProcessGroup)vars[1]);
        ctx.save_data(Options, (group.Rank, group.Size));
        return group.AllGather(own).view(1, -1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var (rank, size) = ((int, int))ctx.get_data(Options);
        var own = grad_output.size(1) / size;
        return [(grad_output.narrow(1, rank * own, own) * size).MoveToOuterDisposeScope(), null!];
    }
}
