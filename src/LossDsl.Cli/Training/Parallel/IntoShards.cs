namespace LossDsl.Cli.Training;

/// <summary>
/// Where ranks that share weights begin to work on the same numbers, each with its own part of a layer: forward nothing
/// happens, backward the gradients of all parts add up (Megatron-LM's <c>f</c>, arXiv:1909.08053).
/// </summary>
internal sealed class IntoShards : autograd.SingleTensorFunction<IntoShards>
{
    private const string Group = "group";

    /// <inheritdoc/>
    public override string Name => nameof(IntoShards);

    /// <summary>The same numbers.</summary>
    /// <param name="input">The input of a layer, the same on every rank.</param>
    /// <param name="group">The ranks; null for one alone.</param>
    public static Tensor Of(Tensor input, IProcessGroup? group) => group is null ? input : apply(input, group);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(Group, vars[1]);
        // A copy: what a function gives must not be what it was given.
        return ((Tensor)vars[0]).clone();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var sum = grad_output.contiguous().clone();
        ((IProcessGroup)ctx.get_data(Group)).AllReduce(sum);
        return [sum.MoveToOuterDisposeScope(), null!];
    }
}
