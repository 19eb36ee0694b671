namespace LossDsl.Cli.Training;

/// <summary>
/// Brings the keys and values of all positions to every rank that holds some of them: forward they are gathered, backward
/// the gradients that all ranks have for a position add up where it came from.
/// </summary>
internal sealed class KeysOfContext : autograd.SingleTensorFunction<KeysOfContext>
{
    private const string Group = "group";

    /// <inheritdoc/>
    public override string Name => nameof(KeysOfContext);

    /// <summary>Those of all ranks, one rank after the other. Shape <c>[2, B, H, Size * N, D]</c>.</summary>
    /// <param name="own">This rank's keys and values. Shape <c>[2, B, H, N, D]</c>.</param>
    /// <param name="group">The ranks.</param>
    public static Tensor Of(Tensor own, IProcessGroup group) => apply(own, group);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        using var scope = NewDisposeScope();
        var (own, group) = ((Tensor)vars[0], (IProcessGroup)vars[1]);
        ctx.save_data(Group, group);
        return cat(group.AllGather(own).unbind(0), 3).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var group = (IProcessGroup)ctx.get_data(Group);
        var all = grad_output.contiguous().clone();
        group.AllReduce(all);
        var own = all.size(3) / group.Size;
        return [all.narrow(3, group.Rank * own, own).clone().MoveToOuterDisposeScope(), null!];
    }
}
